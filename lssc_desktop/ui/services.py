"""What every part of the window is handed; the application makes each of them once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lssc_desktop.ui.desktop import Desktop
from lssc_desktop.ui.icons import Icons
from lssc_desktop.ui.jobs import Jobs
from lssc_desktop.ui.notices import Notices
from lssc_desktop.ui.preferences import Preferences
from lssc_desktop.ui.previews import Previews


@dataclass(frozen=True, slots=True)
class Services:
    """The collaborators of the window; `now` is the clock on the wall."""

    jobs: Jobs
    notices: Notices
    desktop: Desktop
    icons: Icons
    preferences: Preferences
    now: Callable[[], datetime]
    previews: Previews
