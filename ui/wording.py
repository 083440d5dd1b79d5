"""Every Chinese text of the page."""

from __future__ import annotations

ITEM_NOT_IN_DOCUMENT = "这份文件里没有编号为 {item_id} 的条目，可能文件已经更新。下面是整份文件。"
