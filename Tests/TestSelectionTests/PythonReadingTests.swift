import GateModel
import GateTestSupport
import Testing
import TestSelection

private func facts(_ code: String) -> FileFacts {
  facts(Array(code.utf8))
}

private func facts(_ bytes: [UInt8]) -> FileFacts {
  SourceStacks.named(runner: "pytest")?.facts(of: bytes, at: "a.py") ?? FileFacts()
}

/// The names of modules that the code imports, with a dot for each level, and those that it takes from them.
private func imports(_ code: String) -> [String] {
  facts(code).needs.filter { $0.form == .module }.map { need in
    String(repeating: ".", count: Int(need.level)) + need.name
      + (need.members.isEmpty ? "" : "(" + need.members.joined(separator: " ") + ")")
  }
}

/// The texts that may name a module or a file.
private func texts(_ code: String) -> [String] { facts(code).needs.filter { $0.form == .text }.map(\.name) }

private func trees(_ code: String) -> [String] {
  facts(code).needs.filter { $0.form == .tree }.map { String(repeating: ".", count: Int($0.level)) + $0.name }
}

@Suite struct PythonReadingTests {
  @Test(
    arguments: [
      ("import a", ["a"]), ("import a.b as c, d", ["a.b", "d"]), ("from . import a", [".(a)"]),
      ("from ...a.b import c as d, e", ["...a.b(c e)"]), ("from a import *", ["a(*)"]),
      ("from a import (b, # why\n  c,\n)", ["a(b c)"]), ("x = 1; import a", ["a"]), ("if x: import a", ["a"]),
      ("if x:\n\timport a\n\u{0C}import b", ["a", "b"]), ("import a\\\n.b", ["a.b"]),
      ("import a\r\nimport b\rimport c", ["a", "b", "c"]),
      ("def f():\n  yield from a\n  raise E from b", []), ("# import a", []), ("x = 'it''s'; import a", ["a"]),
      ("'''\nimport a\n'''\nimport b", ["b"]), ("x = {1: 2}\nimport a", ["a"]),
      ("match import_:\n  case 1: import a", ["a"]),
      ("if (n := f()): import a", ["a"]), ("lambda: 0\nimport a", ["a"]), ("print >>f, 'a'\nimport b", ["b"]),
      ("\u{FEFF}import a", ["a"]), ("x = f'{a[\"b\"]}'; import c", ["c"]), ("x = f'{a!r:>{w}}'\nimport c", ["c"]),
      ("x = f'{d['k']}{{'\nimport c", ["c"]), ("x = rf'\\{a}'; import c", ["c"]),
      ("x = f'''{\na # }\n}'''; import c", ["c"]),
      ("x = f'{__import__('a')}'", ["a"]), ("x = rb'\\'; import b'; import c", ["c"]), ("x = t'{a}'; import c", ["c"]),
      ("x = '\\N{DASH}' f'\\N{DASH}{a}'\nimport c", ["c"]), ("x = f'{a:%H:%M}'; import c", ["c"]),
      ("async def f():\n  from .a import b", [".a(b)"]),
    ] as [(String, [String])])
  func `imports are found where they are code`(code: String, names: [String]) {
    #expect(imports(code) == names)
    #expect(facts(code).fault == nil)
  }

  @Test(
    arguments: [
      ("if TYPE_CHECKING:\n  import a\nimport b", ["b"]), ("if typing.TYPE_CHECKING: import a\nimport b", ["b"]),
      ("if TYPE_CHECKING:\n  import a\nelse:\n  import b", ["b"]), ("if not TYPE_CHECKING:\n  import a", ["a"]),
      ("if TYPE_CHECKING or x:\n  import a", ["a"]), ("def f():\n  if TYPE_CHECKING:\n    import a\n  import b", ["b"]),
      ("if TYPE_CHECKING:\n  if x:\n    import a\n  from b import c\nfrom d import e", ["d(e)"]),
    ] as [(String, [String])])
  func `what only a type checker imports is no need`(code: String, names: [String]) {
    #expect(imports(code) == names)
  }

  @Test(arguments: [
    "x = (", "x = [1, 2", "x = 'a", "x = '''a", "x = )", "x = (]", "f'{a'", "f'{a:", "f'''{'''", "\"", "b'\\",
  ])
  func `text that is not closed is a fault`(code: String) {
    #expect(facts(code).fault != nil)
  }

  @Test func `an encoding that is not read byte by byte is a fault`() {
    #expect(facts("# -*- coding: shift_jis -*-\nimport a").fault == "is written in `shift_jis`, which is not read")
    #expect(facts("#!/usr/bin/python\n# vim: set fileencoding=utf-16 :\n").fault != nil)
    #expect(facts("# coding: latin-1\nimport a").fault == nil)
    #expect(facts("\n\n# coding: utf-7").fault == nil)
    #expect(imports("# coding=utf8\nimport a") == ["a"])
    #expect(facts([0xFF, 0xFE, 0x69, 0x00]).fault == "is no text")
  }

  @Test(
    arguments: [
      ("open('x/y.json')", ["x/y.json"]), ("Path(__file__).parent / 'data' / 'x.json'", ["data/x.json"]),
      ("os.path.join(d, 'a', 'b.txt')", ["a/b.txt"]), ("d.joinpath('a', name)", ["a/*"]),
      ("x = f'{d}/a/{n}.csv'", ["*/a/*.csv"]),
      ("'a/%s.csv' % n", ["a/*.csv"]), ("'a/{}.csv'.format(n)", ["a/*.csv"]), ("'a/' + n + '.csv'", ["a/*", "*.csv"]),
      ("x = 'a' 'b.c'", ["ab.c"]), ("mock.patch('a.b.c')", ["a.b.c"]), ("'''long\ntext.'''", []),
      ("run('python -m a.b c.d')", ["a.b", "c.d"]), ("x = b'a.b'", ["a.b"]),
    ] as [(String, [String])])
  func `texts that may be names are put together`(code: String, names: [String]) {
    #expect(texts(code) == names)
  }

  @Test(
    arguments: [
      ("import_module(f'a.b.{n}')", ["a.b"]), ("import_module('a.b_%s' % n)", ["a"]),
      ("import_module('.' + n, p)", ["."]),
      ("import_module(f'{__name__}.{n}')", ["."]), ("import_module(__package__ + '.' + n)", ["."]),
      ("for m in iter_modules(__path__): pass", ["."]), ("from a import b\nwalk_packages(b.__path__)", ["a.b"]),
      ("load(f'a.b.{n}')", ["a.b"]), ("load(f'a.{n}')", []), ("entry_points(group='x')", ["entry points"]),
      ("INSTALLED_APPS = ['polls', \"a.b\"]\nx = 'y'", ["polls", "a.b"]), ("os.listdir(d)", [""]), ("ast.walk(t)", []),
    ] as [(String, [String])])
  func `what is loaded from a package needs all of it`(code: String, names: [String]) {
    #expect(trees(code) == names)
    #expect(!facts(code).isOpaque)
  }

  @Test(
    arguments: [
      ("run([python, '-c', 'import a; import b'])", ["a", "b"]), ("make('''\nfrom a import b\n''')", ["a(b)"]),
      ("x = 'a\\nimport b\\n'", ["b"]), ("def f():\n  \"\"\"Does.\n\n  >>> import a\n  import c\n  \"\"\"", ["a"]),
      ("run([python, '-m', 'a'])", ["a(__main__)"]), ("runpy.run_module('a')", ["a", "a(__main__)"]),
      ("pytest_plugins = ['a', 'b.c']", ["a", "b.c"]), ("import_module('.a', 'b.c')", ["b.c.a"]),
      ("import_module('..a', package=p)", ["..a"]), ("getattr_table = {'A': '.a'}\nimport_module(t[n], p)", [".a"]),
    ] as [(String, [String])])
  func `modules that are named in texts are found`(code: String, names: [String]) {
    #expect(imports(code) == names)
  }

  @Test func `what stands behind any text that is closed is read`() {
    let parts = [
      "x = 'a'", "f'{a[\"b\"]!r:>{w}}'", "f\"\"\"{x}\n\"\"\"", "r'\\'", "'''\n'''", "# '", "(", ")", "[", "]", "{", "}",
      "\\\n", "\n", " ", "import a", "from . import b", "if TYPE_CHECKING:", "  ", ":", ";", ",", "'", "\"", "f'", "{",
      "__import__(", "'a.' +", "os.path.join(d, 'a', ", "%", "exec(", "\u{0C}", "é", "0x1F", "-m", "'import c'",
      "__path__",
    ]
    var random = SeededGenerator(seed: 7)
    var closed = 0
    for _ in 0..<3000 {
      let count = Int.random(in: 0...9, using: &random)
      let code = (0..<count).map { _ in parts[Int.random(in: parts.indices, using: &random)] }.joined()
      guard facts(code).fault == nil else { continue }
      closed += 1
      #expect(imports(code + "\npass\nimport last").last == "last", "\(code)")
    }
    #expect(closed > 500)
  }

  @Test func `strings in strings without end are a fault and nothing worse`() {
    let deep = String(repeating: "f'{f\"{", count: 50_000)
    #expect(facts(deep).fault != nil)
    #expect(facts("x = f'{a:" + String(repeating: "{a:", count: 100_000)).fault != nil)
    #expect(facts(String(repeating: "(", count: 100_000)).fault == "ends before its `)`")
    #expect(imports("x = f'{f\"{__import__(\"\"\"a\"\"\")}\"}'") == ["a"])
  }

  @Test func `a long list in a configuration is read in time that grows with it`() {
    let list = String(repeating: "  \"check_a_long_name_*.py\",\n", count: 20_000)
    let text = "[tool.pytest.ini_options]\npython_files = [\n\(list)]\ntestpaths = \"t\""
    let stack = SourceStacks.named(runner: "pytest")
    #expect(stack?.facts(of: Array(text.utf8), at: "pyproject.toml").declares.last == "tests=t")
  }
}
