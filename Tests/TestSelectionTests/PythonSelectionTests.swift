import GateModel
import Testing
import TestSelection

/// The selected tests when `a.py` of a package changes and `test_x.py` holds `code`.
private func selects(_ code: String, changed: String = "pkg/a.py", also: [String: String] = [:]) -> [String] {
  var files = [
    "pkg/__init__.py": "", "pkg/a.py": "", "pkg/b.py": "", "pkg/sub/__init__.py": "", "pkg/sub/c.py": "",
    "tests/test_x.py": code, "tests/test_other.py": "import os, json\n",
  ]
  files.merge(also) { $1 }
  return VirtualFiles(files).tests(changed, runner: "pytest")
}

@Suite struct PythonSelectionTests {
  @Test(arguments: [
    "import pkg.a", "from pkg import a", "from pkg.a import thing", "import os, pkg.a as x",
    "from pkg import b, a as y",
    "from pkg import (  # some (words)\n  b,\n  a,\n)", "from pkg import \\\n  a", "if True:\n    import pkg.a\n",
    "def f():\n\timport pkg . a", "x = 1; import pkg.a", "try: from pkg import a\nexcept ImportError: pass",
    "from pkg import *", "import importlib\nm = importlib.import_module(\"pkg.a\")", "m = __import__('pkg.a')",
    "mock.patch('pkg.a.thing')", "pytest_plugins = [\"pkg.a\"]", "run(['python', '-m', 'pkg.a'])",
    "run('python -m pkg.a')", "open('pkg/a.py')", "entry = 'pkg.a:main'", "from pkg import(a)",
    "import os as\to, pkg.a", "from pkg.sub import(c); from pkg import a as b",
    "\"\"\"It's here\"\"\"; import pkg.a",
  ])
  func `a test that uses the changed module is selected`(code: String) {
    #expect(selects(code) == ["tests/test_x.py"])
  }

  @Test(arguments: [
    "import pkg.b", "from pkg import b", "import a_other", "from pkg.sub import c", "import json", "",
    "from pkg.b import a",
  ])
  func `a test that does not is left out`(code: String) {
    #expect(selects(code) == [])
  }

  @Test func `an import chain is followed and told`() {
    let files = VirtualFiles([
      "src/app/__init__.py": "", "src/app/core.py": "", "src/app/model.py": "from . import core\n",
      "src/app/web/__init__.py": "", "src/app/web/views.py": "from ..model import Thing\n",
      "tests/test_views.py": "from app.web import views\n", "tests/test_nothing.py": "",
    ])
    let result = files.select([Change(.modified, "src/app/core.py")], runner: "pytest")
    #expect(
      result
        == .tests([
          SelectedTest(
            path: "tests/test_views.py",
            chain: [
              .init("src/app/core.py"), .init("src/app/model.py", .imports), .init("src/app/web/views.py", .imports),
              .init("tests/test_views.py", .imports),
            ], distance: 3)
        ]))
  }

  @Test func `a changed test selects itself`() {
    let files = VirtualFiles(["tests/test_a.py": "", "tests/test_b.py": ""])
    #expect(
      files.select([Change(.added, "tests/test_a.py")], runner: "pytest")
        == .tests([SelectedTest(path: "tests/test_a.py", chain: [.init("tests/test_a.py")], distance: 0)]))
  }

  @Test func `a conftest reaches its own directory and below`() {
    let files = VirtualFiles([
      "tests/unit/conftest.py": "", "tests/unit/test_a.py": "", "tests/unit/deep/test_b.py": "", "tests/test_c.py": "",
      "tests/unit2/test_d.py": "", "helpers.py": "", "tests/conftest.py": "import helpers\n",
    ])
    #expect(
      files.tests("tests/unit/conftest.py", runner: "pytest") == ["tests/unit/deep/test_b.py", "tests/unit/test_a.py"])
    #expect(files.tests("helpers.py", runner: "pytest").count == 4)
  }

  @Test func `a package's initialiser runs for each of its modules`() {
    #expect(selects("from pkg.sub import c", changed: "pkg/__init__.py") == ["tests/test_x.py"])
    #expect(selects("from pkg.sub.c import d", changed: "pkg/sub/__init__.py") == ["tests/test_x.py"])
    #expect(selects("from pkg import b", changed: "pkg/sub/__init__.py") == [])
  }

  @Test func `relative imports of every spelling are found`() {
    for code in [
      "from . import a", "from .import a", "from . import(a)", "from .a import x", "from ..pkg.a import x",
      "from.a import x",
    ] {
      let files = VirtualFiles([
        "top/pkg/a.py": "", "top/pkg/test_x.py": code, "top/pkg/__init__.py": "", "test_y.py": "",
      ])
      #expect(files.tests("top/pkg/a.py", runner: "pytest") == ["top/pkg/test_x.py"], "\(code)")
    }
  }

  @Test func `a module that lists a directory may read any file below`() {
    let files = VirtualFiles([
      "pkg/load.py": "for f in Path(__file__).parent.iterdir(): read(f)", "pkg/rules/a.yml": "", "top.yml": "",
      "tests/test_a.py": "", "tests/test_load.py": "import pkg.load", "tests/test_use.py": "import use",
      "use.py": "files('pkg.schemas')", "pkg/schemas/x.xsd": "",
    ])
    #expect(files.tests("pkg/rules/a.yml", runner: "pytest") == ["tests/test_load.py"])
    #expect(files.tests("pkg/schemas/x.xsd", runner: "pytest") == ["tests/test_load.py", "tests/test_use.py"])
    #expect(files.tests("top.yml", runner: "pytest") == ["*"])
  }

  @Test func `modules beside a test and packages without initialiser are found`() {
    let files = VirtualFiles([
      "tests/helper.py": "", "tests/test_a.py": "import helper\n", "lib/space/mod.py": "",
      "tests/test_b.py": "import space.mod\n", "tests/__init__.py": "", "tests/test_c.py": "from .helper import x\n",
    ])
    #expect(files.tests("tests/helper.py", runner: "pytest") == ["tests/test_a.py", "tests/test_c.py"])
    #expect(files.tests("lib/space/mod.py", runner: "pytest") == ["tests/test_b.py"])
  }

  @Test(arguments: [
    "import_module(package + '.' + name)", "import_module(f'{package}.{name}')",
    "__import__('%s.%s' % (package, name))",
    "import_module('.'.join(parts))", "for path in os.listdir(d):\n  import_module(path[:-3])", "exec(code)",
    "exec(open(path).read())", "walk_packages([directory])", "run_path(path)", "import_module('pkg.%s' % name)",
    "import_module(f'pkg.{name}')", "import_module('pkg.{}'.format(name))", "name = f'{a}.{b}'\nimport_module(name)",
    "exec('import ' + name)", "spec_from_file_location(name, path)",
  ])
  func `a computed import may reach any module`(code: String) {
    #expect(selects("", also: ["tests/test_dynamic.py": code]) == ["tests/test_dynamic.py"])
    #expect(
      selects("import loader", also: ["loader.py": code]) == ["tests/test_x.py"])
  }

  @Test(arguments: [
    "import_module(name)", "import_module(f'other.{name}')", "exec(f'def {name}(): return 1')",
    "spec_from_file_location(name, 'other/b.py')", "load = importlib.import_module", "def import_module(name): pass",
    "run_path('other/b.py')", "for m in iter_modules(__path__): import_module(m.name)", "ast.walk(tree)",
    "builtins.__import__ = hook; real = builtins.__import__",
  ])
  func `a name that comes from a text or a list reaches what these tell`(code: String) {
    #expect(selects("", also: ["other/test_dynamic.py": code, "other/b.py": ""]) == [])
  }

  @Test func `a name that is loaded elsewhere is a need of the file that holds it`() {
    let files = VirtualFiles([
      "pkg/load.py": "def load(name): return import_module(name)", "pkg/plugins/a.py": "", "pkg/plugins/b.py": "",
      "tests/test_a.py": "import pkg.load\npkg.load.load('pkg.plugins.a')", "tests/test_none.py": "import pkg.load",
      "tests/test_tree.py": "load(f'pkg.plugins.{name}')", "pkg/plugins/__init__.py": "",
      "tests/test_list.py": "from pkg import plugins\nfor m in pkgutil.iter_modules(plugins.__path__): load(m)",
    ])
    #expect(
      files.tests("pkg/plugins/a.py", runner: "pytest")
        == ["tests/test_a.py", "tests/test_list.py", "tests/test_tree.py"])
    #expect(files.tests("pkg/plugins/b.py", runner: "pytest") == ["tests/test_list.py", "tests/test_tree.py"])
  }

  @Test(arguments: [
    "pyproject.toml", "pytest.ini", "setup.cfg", "tox.ini", "requirements.txt", "requirements-dev.txt", "uv.lock",
    "sub/setup.py", "fixtures/a.csv", "pkg/fast.pyx", "requirements/base.txt", "top.yml",
  ])
  func `configuration, manifests and test data select everything`(path: String) {
    #expect(selects("", changed: path, also: [path: ""]) == ["*"])
  }

  @Test func `data selects those who name it`() {
    let files = VirtualFiles([
      "a.py": "open('settings.json'); d = path / 'assets' / name; glob('*.csv')", "tests/test_a.py": "import a",
      "tests/test_b.py": "", "tests/test_c.py": "open('web/app.js')",
      "settings.json": "", "assets/logo.svg": "", "rates.csv": "", "README.md": "", "web/app.js": "", "web/b.js": "",
      "docs/assets/x.md": "",
    ])
    for path in ["settings.json", "assets/logo.svg", "rates.csv"] {
      #expect(files.tests(path, runner: "pytest") == ["tests/test_a.py"], "\(path)")
    }
    #expect(files.tests("web/app.js", runner: "pytest") == ["tests/test_c.py"])
    for path in ["README.md", "web/b.js", "docs/assets/x.md"] {
      #expect(files.tests(path, runner: "pytest") == [], "\(path)")
    }
  }

  @Test func `data that nobody names selects all around it`() {
    let files = VirtualFiles([
      "pkg/__init__.py": "", "pkg/a.py": "", "pkg/templates/x.html": "", "tests/unit/data/x.json": "",
      "tests/unit/test_u.py": "", "tests/unit/deep/test_d.py": "", "tests/test_p.py": "import pkg.a",
    ])
    #expect(
      files.tests("tests/unit/data/x.json", runner: "pytest") == ["tests/unit/deep/test_d.py", "tests/unit/test_u.py"])
    #expect(files.tests("pkg/templates/x.html", runner: "pytest") == ["tests/test_p.py"])
  }

  @Test func `statuses that imports cannot follow select everything`() throws {
    let files = VirtualFiles(["a.py": "", "tests/test_a.py": "import a\n", "tests/test_b.py": ""])
    let link = FileVersion(mode: .symbolicLink, id: try #require(ObjectID(hex: String(repeating: "a", count: 40))))
    for change in [
      Change(.typeChanged, "a.py"), Change(.conflicted, "a.py"), Change(.modified, "a.py", new: link),
      Change(.modified, "elsewhere.py"),
    ] {
      guard case .everything = files.select([change], runner: "pytest") else {
        Issue.record("\(change.status) did not select everything")
        continue
      }
    }
    #expect(
      files.select([Change(.intentToAdd, "a.py")], runner: "pytest")
        == .none(reason: "no file that tests could use changed"))
  }

  @Test func `a deleted test selects nothing unless something names it`() {
    var files = VirtualFiles(["a.py": "", "tests/test_a.py": "import a\n"])
    let change = Change(.deleted, "tests/test_gone.py")
    #expect(files.select([change], runner: "pytest") == .none(reason: "no test uses what changed"))
    files.texts["tests/test_a.py"] = "from test_gone import helper\n"
    #expect(files.tests([change], runner: "pytest") == ["tests/test_a.py"])
  }

  @Test func `a module that is gone or has another name selects those who still import it`() {
    let files = VirtualFiles([
      "pkg/__init__.py": "", "pkg/new.py": "", "use.py": "from pkg import old", "test_a.py": "import use",
      "test_b.py": "import pkg.new", "test_c.py": "",
    ])
    #expect(files.tests([Change(.deleted, "pkg/old.py")], runner: "pytest") == ["test_a.py"])
    #expect(
      files.tests([Change(.renamed, "pkg/new.py", oldPath: "pkg/old.py")], runner: "pytest")
        == ["test_a.py", "test_b.py"])
  }

  @Test(arguments: [
    ("setup.cfg", "[tool:pytest]\naddopts = --doctest-modules"), ("pyproject.toml", "requires = [\"maturin\"]"),
    ("setup.py", "entry_points={'pytest11': ['x = y']}"),
  ])
  func `configuration that makes tests of what is not followed selects everything`(path: String, text: String) {
    #expect(selects("", also: [path: text]) == ["*"])
  }

  @Test func `plain configuration changes nothing`() {
    #expect(
      selects("import pkg.a", also: ["pytest.ini": "[pytest]\naddopts = -q -p no:cacheprovider"]) == ["tests/test_x.py"]
    )
  }

  @Test func `content that cannot be read selects everything`() throws {
    struct Unreadable: Error {}
    let files = VirtualFiles(["a.py": "", "test_a.py": ""])
    let changed = [Change(.modified, "a.py")]
    let stack = try #require(SourceStacks.named(runner: "pytest"))
    for reader: GraphBuilder.Reader in [{ _ in nil }, { _ in throw Unreadable() }, { _ in [0, 1] }] {
      let graph = GraphBuilder(stack).graph(of: FileTable(files.files), reading: reader).graph
      let result = TestSelector(graph, stack: stack).select(changed)
      guard case .everything = result else {
        Issue.record("\(result)")
        continue
      }
    }
  }

  @Test func `circles of imports end`() {
    let files = VirtualFiles(["a.py": "import b", "b.py": "import a", "test_a.py": "import a", "test_c.py": ""])
    #expect(files.tests("b.py", runner: "pytest") == ["test_a.py"])
  }

  @Test func `an unknown runner selects everything, no change nothing`() {
    let files = VirtualFiles(["a.py": ""])
    #expect(files.tests("a.py", runner: "rspec") == ["*"])
    #expect(files.select([], runner: "pytest") == .none(reason: "nothing changed"))
  }
}
