"""Names of stocks that may be misspelt."""

from __future__ import annotations

from collections.abc import Iterable

_LEVEL_ONE = range(3755)
"""GB 2312 orders its first characters by their sound, so that neighbours sound alike."""

_NEAR = 8


def one_off(name: str, known: Iterable[str]) -> str:
    """The known name that has one other character, two changed places, or one more or less; or an empty string."""
    return next((other for other in known if len(other) > 2 and _differs_once(name, other)), "")


def is_slip(name: str, meant: str) -> bool:
    """Whether names that differ once do so as a slip of the keyboard would: by characters of one sound.

    Many stocks have names that differ by a character of another sound: 招商银行 and 浙商银行.
    """
    if len(name) != len(meant):
        return True
    different = [(one, other) for one, other in zip(name, meant, strict=True) if one != other]
    return len(different) == 2 or _sounds_alike(*different[0])


def _differs_once(name: str, other: str) -> bool:
    if name == other or abs(len(name) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(name), len(other)) and name[same] == other[same]:
        same += 1
    rest, wanted = name[same:], other[same:]
    if len(name) != len(other):  # what begins or ends as the other does is short for it, or more than it
        return (
            0 < same < min(len(name), len(other))
            and rest[len(rest) > len(wanted) :] == wanted[len(wanted) > len(rest) :]
        )
    return rest[1:] == wanted[1:] or (rest[1::-1] == wanted[:2] and rest[2:] == wanted[2:])


def _sounds_alike(one: str, other: str) -> bool:
    ranks = [_rank(one), _rank(other)]
    return all(rank in _LEVEL_ONE for rank in ranks) and abs(ranks[0] - ranks[1]) <= _NEAR


def _rank(character: str) -> int:
    code = character.encode("gb2312", "ignore")
    return (code[0] - 0xB0) * 94 + code[1] - 0xA1 if len(code) == 2 else -1
