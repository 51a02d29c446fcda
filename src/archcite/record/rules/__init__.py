"""The rules of check, a room for each subject; record.check knows the rooms."""
