"""The commands of those who practise."""
