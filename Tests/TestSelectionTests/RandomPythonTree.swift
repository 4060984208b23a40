import GateTestSupport

/// A tree of Python modules, tests and data with random imports, and random edits of it.
struct RandomPythonTree {
  var files: [String: String] = [:]
  var links: [String: String] = [:]
  private var random: SeededGenerator

  private static let directories = [
    "", "pkg/", "pkg/sub/", "pkg/sub/deep/", "lib/", "lib/space/", "tests/", "tests/unit/", "tests/data/", "pkg/data/",
  ]
  private static let names = [
    "a.py", "b.py", "c.py", "__init__.py", "conftest.py", "test_a.py", "test_b.py", "x.json", "y.csv", "README.md",
    "pytest.ini", "app.js",
  ]
  private static let lines = [
    "import a", "import pkg.a", "from pkg import b", "from pkg import *", "from . import a", "from .. import b, c",
    "from .sub import deep", "from . import *", "import lib.space", "import space.a", "from sub import a",
    "import json",
    "open('x.json')", "d / 'data'", "glob('*.csv')", "open('data/y.csv')", "mock.patch('pkg.sub.c.thing')",
    "os.listdir(d)", "__import__(name)", "'pkg.data'", "run('lib/a.py')", "from pkg.sub.deep import a as b",
    "import pkg, lib.c", "entry = 'space.b:main'", "glob('data/*')",
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    for _ in 0..<Int.random(in: 10...40, using: &random) { files[path()] = text() }
  }

  private mutating func one(of list: [String]) -> String { list[Int.random(in: list.indices, using: &random)] }

  private mutating func path() -> String { one(of: Self.directories) + one(of: Self.names) }

  private mutating func text() -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in one(of: Self.lines) }.joined(separator: "\n")
  }

  /// Edits, adds, removes and renames some files.
  mutating func edit() {
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let some = one(of: files.keys.sorted())
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1: files[some] = text()
      case 2: files[path()] = text()
      case 3 where files.count % 3 == 0:
        links = ["pkg/linked": "../lib", "space": "lib/space", "tests/b.py": "../lib/b.py"]
      case 3: if files.count > 3 { files[some] = nil }
      default:
        let text = files.removeValue(forKey: some)
        files[path()] = text
      }
    }
  }
}
