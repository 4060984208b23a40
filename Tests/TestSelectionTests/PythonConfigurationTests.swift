import GateModel
import Testing
import TestSelection

/// The tests that are selected when `changed` changes.
private func selects(_ changed: String, _ files: [String: String], runner: String = "pytest") -> [String] {
  VirtualFiles(files).tests(changed, runner: runner)
}

@Suite struct PythonConfigurationTests {
  @Test(
    arguments: [
      ("pyproject.toml", "[tool.pytest.ini_options]\npython_files = [\n  \"check_*.py\",  # ours\n  'test_*.py'\n]"),
      ("setup.cfg", "[tool:pytest]\npython_files =\n    check_*.py\n    test_*.py"),
      ("pytest.ini", "[pytest]\npython_files = check_*.py test_*.py"),
      ("tox.ini", "[pytest]\npython_files: check_?.py test_*"),
      ("pytest.toml", "[pytest]\npython_files = [\"check_*.py\", \"test_*.py\"]"),
    ] as [(String, String)])
  func `files are tests as pytest is told`(path: String, text: String) {
    let files = [path: text, "a.py": "", "check_a.py": "import a", "test_b.py": "import a", "a_test.py": "import a"]
    #expect(selects("a.py", files) == ["check_a.py", "test_b.py"])
  }

  @Test func `tests lie where pytest looks for them`() {
    var files = [
      "setup.cfg": "[tool:pytest]\ntestpaths = tests/unit", "a.py": "", "tests/unit/test_a.py": "import a",
      "tests/live/test_b.py": "import a", "build/lib/test_c.py": "import a", ".hidden/test_d.py": "import a",
    ]
    #expect(selects("a.py", files) == ["tests/unit/test_a.py"])
    files["setup.cfg"] = "[tool:pytest]\ntestpaths = gone"
    #expect(selects("a.py", files) == ["tests/live/test_b.py", "tests/unit/test_a.py"])
    files["tests/live/pytest.ini"] = "[pytest]\ntestpaths = elsewhere other"
    #expect(selects("a.py", files) == ["tests/live/test_b.py", "tests/unit/test_a.py"])
  }

  @Test(
    arguments: [
      ("pytest.ini", "[pytest]\naddopts = -q -p plug.in"), ("pytest.ini", "[pytest]\naddopts = -pplug.in"),
      ("pyproject.toml", "[project.entry-points.pytest11]\nmine = \"plug.in\""),
      ("setup.cfg", "[options.entry_points]\npytest11 =\n  mine = plug.in"),
      ("pyproject.toml", "[tool.pytest.ini_options]\naddopts = ['-p', 'plug.in']"),
    ] as [(String, String)])
  func `a plugin is a need of every test`(path: String, text: String) {
    let files = [path: text, "plug/in.py": "", "test_a.py": "", "t/test_b.py": ""]
    #expect(selects("plug/in.py", files) == ["t/test_b.py", "test_a.py"])
  }

  @Test(
    arguments: [
      ("pyproject.toml", "[project.scripts]\ntool = \"pkg.cli:main\""),
      ("setup.cfg", "[options.entry_points]\nconsole_scripts =\n    tool = pkg.cli:main [extra]"),
      ("setup.py", "setup(entry_points={'console_scripts': ['tool = pkg.cli:main']})"),
      ("pyproject.toml", "[tool.poetry.scripts]\n\"tool\" = 'pkg.cli:main'"),
    ] as [(String, String)])
  func `a program that the project installs is found by its name`(path: String, text: String) {
    let files = [
      path: text, "pkg/cli.py": "", "test_a.py": "run(['tool', '--help'])", "test_b.py": "run(['other'])",
      "test_c.py": "for e in entry_points(group='console_scripts'): e.load()", "pkg/__init__.py": "",
    ]
    #expect(selects("pkg/cli.py", files) == ["test_a.py", "test_c.py"])
  }

  @Test func `a module that is built in reaches everything with all that it imports`() {
    let files = [
      "pkg/fast.pyx": "from pkg.slow import f\ncimport numpy", "pkg/slow.py": "",
      "pkg/c.c": "x = PyImport_ImportModule(\"pkg.b\");",
      "pkg/b.py": "", "pkg/__init__.py": "", "test_a.py": "", "pkg/other.py": "",
    ]
    for path in ["pkg/fast.pyx", "pkg/slow.py", "pkg/c.c", "pkg/b.py", "pkg/__init__.py"] {
      #expect(selects(path, files) == ["*"], "\(path)")
    }
    #expect(selects("pkg/other.py", files) == [])
  }

  @Test func `single words name modules where they can`() {
    let files = [
      "app/__init__.py": "", "app/models.py": "", "src/tool.py": "", "deep/pkg/name.py": "", "deep/pkg/__init__.py": "",
      "lazy/__init__.py": "attach(__name__, submodules=['part'])", "lazy/part.py": "",
      "test_app.py": "INSTALLED_APPS = ['app']", "test_tool.py": "run([python, '-m', 'tool'])",
      "test_name.py": "x = 'name'",
      "test_lazy.py": "import lazy",
    ]
    #expect(selects("app/models.py", files) == ["test_app.py"])
    #expect(selects("src/tool.py", files) == ["test_tool.py"])
    #expect(selects("deep/pkg/name.py", files) == [])
    #expect(selects("lazy/part.py", files) == ["test_lazy.py"])
  }

  @Test func `modules that are run or read as files are found by their paths`() {
    let files = [
      "examples/a.py": "", "examples/b.py": "", "tools/a.py": "", "test_one.py": "run(ROOT / 'examples' / 'a.py')",
      "test_all.py": "for p in glob('examples/*.py'): run_path(p)", "test_any.py": "run('a.py')",
      "pkg/__init__.py": "", "test_init.py": "make('__init__.py')", "test_pkg.py": "open('pkg/__init__.py')",
    ]
    #expect(selects("examples/a.py", files) == ["test_all.py", "test_any.py", "test_one.py"])
    #expect(selects("tools/a.py", files) == ["test_any.py"])
    #expect(selects("pkg/__init__.py", files) == ["test_pkg.py"])
  }

  @Test func `a module of the library is not one that lies beside it in a package`() {
    let files = [
      "pkg/__init__.py": "", "pkg/json.py": "", "pkg/own.py": "", "pkg/a.py": "import json, own",
      "test_a.py": "import pkg.a",
      "json.py": "",
    ]
    #expect(selects("pkg/json.py", files) == [])
    #expect(selects("json.py", files) == ["test_a.py"])
    #expect(selects("pkg/own.py", files) == ["test_a.py"])
  }
}
