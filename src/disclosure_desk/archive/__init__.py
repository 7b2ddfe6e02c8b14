"""Sealed versions: the archive package, its verification without and with the store, and finding one again."""
