import datetime
import json
import os

import requests


class Gate:
    def __init__(self, folder, url):
        self.folder, self.url = folder, url
        self.asked = None
        try:
            with open(os.path.join(folder, "blocked.json"), "rb") as file:
                self.list = self._parse(file.read())
        except (OSError, ValueError):
            self.list = None

    @staticmethod
    def _parse(content):
        found = json.loads(content)
        if not isinstance(found, dict) or type(found.get("version")) is not int:
            raise ValueError("no list")
        badges = found.get("blocked")
        if not isinstance(badges, list) or not all(type(badge) in (str, int) for badge in badges):
            raise ValueError("no list of badges")
        return found["version"], {str(badge) for badge in badges}

    def _refresh(self, now):
        if self.asked is not None and now - self.asked < 60:
            return
        self.asked = now
        try:
            answer = requests.get(self.url, timeout=5)
            if answer.status_code != 200:
                return
            new = self._parse(answer.content)
        except (requests.RequestException, ValueError):
            return
        if self.list is not None and new[0] < self.list[0]:
            return
        self.list = new
        path = os.path.join(self.folder, "blocked.json")
        with open(path + ".new", "wb") as file:
            file.write(answer.content)
        os.replace(path + ".new", path)

    def _may_pass(self, badge, zone, now):
        if self.list is None or badge in self.list[1]:
            return False
        try:
            with open(os.path.join(self.folder, "badges.json"), encoding="utf-8") as file:
                record = json.load(file)[badge]
            zones, until = record["zones"], datetime.date.fromisoformat(record["until"])
        except (OSError, ValueError, LookupError, TypeError):
            return False
        if not isinstance(zones, list):
            return False
        return zone in zones and datetime.datetime.fromtimestamp(now, datetime.timezone.utc).date() <= until

    def enter_group(self, badges, zone, now):
        self._refresh(now)
        passes = all([self._may_pass(badge, zone, now) for badge in badges])
        lines = "".join(f"{now} {badge} {zone} {'in' if passes else 'no'}\n" for badge in badges)
        try:
            with open(os.path.join(self.folder, "journal.txt"), "a", encoding="utf-8") as journal:
                journal.write(lines)
        finally:
            return passes

    def enter(self, badge, zone, now):
        return self.enter_group([badge], zone, now)

    def version(self):
        return None if self.list is None else self.list[0]
