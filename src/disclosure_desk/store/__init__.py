"""Reports and their audit trail in one data folder: the data file, its journal, its backups and its lock."""
