"""The window itself: application, frame, sidebar, menus, and the start and end of a session."""
