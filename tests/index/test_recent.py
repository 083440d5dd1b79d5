"""What is kept for speed stays within its bound."""

from __future__ import annotations

from index.recent import Recent


def test_what_was_not_used_for_longest_goes() -> None:
    kept: Recent[str, int] = Recent(2)
    kept.put("一", 1)
    kept.put("二", 2)
    assert kept.get("一") == 1
    kept.put("三", 3)
    assert [kept.get(key) for key in "一二三"] == [1, None, 3]


def test_weights_count_and_what_is_too_heavy_is_not_kept() -> None:
    kept: Recent[str, str] = Recent(5, len)
    kept.put("短", "甲乙")
    kept.put("长", "甲乙丙丁戊己")
    assert (kept.get("短"), kept.get("长")) == ("甲乙", None)
    kept.put("短", "甲")
    kept.put("中", "甲乙丙丁")
    assert (kept.get("短"), kept.get("中")) == ("甲", "甲乙丙丁")
