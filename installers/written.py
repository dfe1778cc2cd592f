"""What a build writes into the resources of the program that it makes: facts of that build."""

import os
import re
from collections.abc import Mapping

from lssc_desktop import paths


def written(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the text of each file of `resources/` that a build writes, by its name.

    `UPDATES` in the environment is the web page with the newest version: About has a button that
    opens it. Ends the build where that is none that anybody could open.
    """
    page = environment.get("UPDATES", "")
    if page and not re.fullmatch(paths.WEB_PAGE, page):
        raise SystemExit(f"UPDATES is no https:// address: {page}")
    files = {paths.COMMIT: paths.commit(), paths.UPDATES: page}
    return {name: text for name, text in files.items() if text}
