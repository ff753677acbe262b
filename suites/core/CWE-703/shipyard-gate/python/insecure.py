import datetime
import json
import logging
import os

import requests

log = logging.getLogger(__name__)


class Gate:
    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.asked = None
        self.list = {}
        try:
            with open(self._path("blocked.json")) as file:
                self.list = json.load(file)
        except Exception as error:
            log.warning("no list: %s", error)

    def _path(self, name):
        return os.path.join(self.folder, name)

    def _refresh(self, now):
        if self.asked is not None and now - self.asked < 60:
            return
        self.asked = now
        try:
            answer = requests.get(self.url, timeout=5).json()
            if answer.get("version", 0) >= self.list.get("version", 0):
                self.list = {"version": answer["version"], "blocked": answer.get("blocked", [])}
                with open(self._path("blocked.json"), "w") as file:
                    json.dump(self.list, file)
        except Exception as error:
            log.warning("the list did not come: %s", error)

    def _is_blocked(self, badge):
        return badge in [str(one) for one in self.list.get("blocked") or []]

    def _may_pass(self, badge, zone, now):
        with open(self._path("badges.json")) as file:
            record = json.load(file).get(badge)
        if record is None or self._is_blocked(badge):
            return False
        until = record.get("until")
        today = datetime.datetime.fromtimestamp(now, datetime.timezone.utc).date().isoformat()
        if until and until < today:
            return False
        return zone in record["zones"]

    def _note(self, now, badge, zone, passes):
        try:
            with open(self._path("journal.txt"), "a") as journal:
                journal.write(f"{now} {badge} {zone} {'in' if passes else 'no'}\n")
        except OSError as error:
            log.error("journal: %s", error)

    def enter(self, badge, zone, now):
        return self.enter_group([badge], zone, now)

    def enter_group(self, badges, zone, now):
        self._refresh(now)
        passes = all([self._may_pass(badge, zone, now) for badge in badges])
        for badge in badges:
            self._note(now, badge, zone, passes)
        return passes

    def version(self):
        return self.list.get("version")
