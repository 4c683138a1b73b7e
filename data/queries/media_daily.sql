-- 申万传媒（801760）日行情：公开仓库 Yzz39/Quant 的 data/sw/801760.csv，成交额已换算为亿元
SELECT day AS date, open, high, low, close, amount
FROM sw_daily
WHERE code = :code
