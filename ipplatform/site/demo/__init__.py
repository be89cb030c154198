"""Sample content over all rooms: plainly 示例, every event before today and recorded on its own day."""
