"""Rules about dates, periods and the age of data."""
