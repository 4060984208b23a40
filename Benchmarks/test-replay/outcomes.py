"""A pytest plugin: writes what ran and what failed as JSON to the file that REPLAY_OUTCOMES names."""

import json
import os

ran = set()
failed = set()


def pytest_runtest_logreport(report):
    ran.add(report.nodeid)
    if report.failed:
        failed.add(report.nodeid)


def pytest_collectreport(report):
    if report.failed:
        failed.add(report.nodeid)


def pytest_collection_finish(session):
    if session.config.option.collectonly:
        ran.update(item.nodeid for item in session.items)


def pytest_sessionfinish(session, exitstatus):
    with open(os.environ["REPLAY_OUTCOMES"], "w") as file:
        json.dump({"exit": int(exitstatus), "ran": sorted(ran), "failed": sorted(failed)}, file)
