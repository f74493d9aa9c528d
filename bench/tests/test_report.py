# SPDX-License-Identifier: Apache-2.0
"""python3 -m unittest discover bench/tests"""

import sys
import unittest
import xml.dom.minidom
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchlib.charts import charts, number  # noqa: E402
from benchlib.content import Generated  # noqa: E402
from benchlib.report import page, target_table  # noqa: E402
from benchlib.results import line  # noqa: E402
from benchlib.targets import TARGETS  # noqa: E402


def run(cpu, wall, **more):
    return {"cpu": cpu, "wall": wall, "rss": 100, "server_cpu": 1, "requests": {"get": 1000},
            "load": 0.1, "others_cpu": 0.2, "serving": wall, **more}


def entry(name, objects, *runs):
    return {"name": name, "peer": name, "objects": objects, "bytes": objects * 4096,
            "runs": list(runs), "command": f"{name} copy"}


def results(*entries, name="restore-4k", unit="object"):
    workload = {"title": "restore", "about": "", "unit": unit, "operation": "restore",
                "commit": "abc", "knobs": {}, "scale": 1, "entries": list(entries)}
    return {"facts": {"machine": "a | b"}, "command": "bench/run", "scale": 1,
            "programs": {"s3copy": {"version": "1", "about": "as it comes"},
                         "aws cli": {"version": "", "about": "", "missing": "not there"}},
            "workloads": {name: workload}}


class ReportTest(unittest.TestCase):
    def test_cpu_is_given_per_object_in_microseconds(self):
        found = results(entry("s3copy", 1000, run(0.03, 1), run(0.05, 1), run(0.04, 1)))
        self.assertAlmostEqual(line(found, "restore-4k").median("cpu"), 40)

    def test_cpu_of_large_objects_is_given_per_gib_in_seconds(self):
        found = results(entry("s3copy", 2**20, run(2, 1)), unit="GiB")
        self.assertAlmostEqual(line(found, "restore-4k").median("cpu"), 0.5)

    def test_ratios_are_taken_pair_by_pair_and_per_object(self):
        found = results(entry("s3copy", 1000, run(1, 1), run(9, 9), run(1, 1)),
                        entry("s5cmd", 500, run(1, 2), {"wrong": "exit 1"}, run(3, 1)))
        mine, theirs = line(found, "restore-4k"), line(found, "restore-4k", "s5cmd")
        self.assertAlmostEqual(theirs.ratio(mine, "cpu"), (2 + 6) / 2)

    def test_a_target_is_met_missed_or_not_measured(self):
        found = results(entry("s3copy", 1_000_000, run(34, 1)), entry("s5cmd", 1_000_000, run(100, 9)))
        shown = [row for row in target_table(found) if "250 000" in row]
        self.assertIn("34.0 µs | met", shown[0])
        self.assertIn("0.34 | **missed**", shown[1])
        self.assertIn("not measured", "".join(target_table(found)))
        self.assertEqual(len(target_table(found)), len(TARGETS) + 2)

    def test_the_page_names_what_was_skipped_and_every_command(self):
        skipped = dict(entry("tar", 10), skipped="not on PATH")
        text = page(results(entry("s3copy", 1000, run(1, 1)), skipped))
        self.assertIn("- tar: not on PATH", text)
        self.assertIn("s3copy copy", text)
        self.assertIn("| aws cli | – | not there |", text)

    def test_charts_are_well_formed_and_need_no_background(self):
        found = results(entry("s3copy", 1000, run(1, 1)), entry("a<b", 1000, run(2, 1)))
        for _, _, drawn in charts(found):
            xml.dom.minidom.parseString(drawn)
            self.assertIn("prefers-color-scheme:dark", drawn)

    def test_numbers_are_short(self):
        shown = [number(value) for value in (None, 0.123, 12.34, 123.4, 12345.6)]
        self.assertEqual(shown, ["–", "0.12", "12.3", "123", "12,346"])


class GeneratedTest(unittest.TestCase):
    def test_any_window_of_an_object_is_part_of_the_whole(self):
        source = Generated("deep-1k-mix")
        whole = source.content(500)
        self.assertEqual(len(whole), 24 << 20)
        for first, length in ((0, 10), (1_048_570, 3_000_000), (24 * 2**20 - 5, 5)):
            self.assertEqual(source.content(500, first, length), whole[first : first + length])


if __name__ == "__main__":
    unittest.main()
