"""People: who they are, what their role lets them do, how they and their programs sign in."""
