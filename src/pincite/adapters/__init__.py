"""RIM: files, archives, processes and study folders."""
