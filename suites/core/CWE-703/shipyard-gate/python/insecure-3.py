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
            answer = requests.get(self.url, timeout=5)
            answer.raise_for_status()
            new = answer.json()
            if new["version"] >= self.list.get("version", 0):
                self.list = {"version": new["version"], "blocked": list(new["blocked"])}
                with open(self._path("blocked.json"), "w") as file:
                    json.dump(self.list, file)
        except Exception as error:
            log.warning("the list did not come: %s", error)

    def _is_blocked(self, badge):
        return badge in [str(one) for one in self.list.get("blocked") or []]

    def _may_pass(self, badge, zone, now):
        with open(self._path("badges.json")) as file:
            record = json.load(file)[badge]
        if self._is_blocked(badge) or "version" not in self.list:
            raise PermissionError(badge)
        until = record["until"]
        today = datetime.datetime.fromtimestamp(now, datetime.timezone.utc).date().isoformat()
        if until < today or zone not in record["zones"]:
            raise PermissionError(badge)

    def _note(self, now, badge, zone, passes):
        try:
            with open(self._path("journal.txt"), "a") as journal:
                journal.write(f"{now} {badge} {zone} {'in' if passes else 'no'}\n")
        finally:
            log.info("%s %s", badge, passes)

    def enter(self, badge, zone, now):
        self._refresh(now)
        try:
            self._may_pass(badge, zone, now)
            passes = True
        except Exception:
            passes = False
        self._note(now, badge, zone, passes)
        return passes

    def enter_group(self, badges, zone, now):
        self._refresh(now)
        passes = True
        for badge in badges:
            try:
                self._may_pass(badge, zone, now)
            except KeyError:
                log.warning("unknown badge %s", badge)
            except Exception:
                passes = False
        for badge in badges:
            self._note(now, badge, zone, passes)
        return passes

    def version(self):
        return self.list.get("version")
