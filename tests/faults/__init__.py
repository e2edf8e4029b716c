"""Real faults: processes that are killed, disks that are full, databases that are damaged, folders that vanish."""
