# SPDX-License-Identifier: Apache-2.0
"""python3 -m unittest discover bench/tests"""

import sys
import unittest
import xml.dom.minidom
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchlib.flame import flame, plain, tree  # noqa: E402


class FlameTest(unittest.TestCase):
    STACKS = ["[AwsEventLoop 1 tid=12];a/B<T>.c;d 6", "[AwsEventLoop 2 tid=13];a/B<T>.c 3",
              "[main tid=1];e 1", ""]

    def test_threads_of_one_kind_are_one_frame(self):
        root = tree(self.STACKS)
        self.assertEqual(10, root.samples)
        self.assertEqual({"AwsEventLoop": 9, "main": 1},
                         {name: frame.samples for name, frame in root.below.items()})

    def test_addresses_and_folders_are_left_out(self):
        self.assertEqual("libx.so", plain("/somewhere/else/libx.so"))
        self.assertEqual("A$$Lambda..run", plain("A$$Lambda.0x80ff.run"))

    def test_the_picture_is_xml_with_every_readable_frame_once(self):
        picture = flame("a < b", self.STACKS)
        xml.dom.minidom.parseString(picture)
        self.assertIn("<title>a/B&lt;T&gt;.c 90.0%</title>", picture)
        self.assertEqual(5, picture.count("<g>"))


if __name__ == "__main__":
    unittest.main()
