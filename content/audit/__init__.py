"""What a frozen site must hold before it is published, and how it is put in place of the last one."""
