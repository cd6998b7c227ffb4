"""What a frozen site must hold before it is published, and how it is put in place of the last one."""

from content.audit.output_folder import check_place, swap
from content.audit.tree import read_tree
from content.audit.tree_audit import check_whole

__all__ = ["check_place", "check_whole", "read_tree", "swap"]
