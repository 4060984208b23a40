import GateModel
import Testing
import TestSelection

/// Whether `test`, a test of `pkg/a.py`, is selected when that changes from `old` to `new`. Another test imports it, too, and uses
/// nothing of it.
private func selects(
  _ test: String, _ old: String, _ new: String, also: [String: String] = [:], bystander: Bool = false
) -> Bool {
  var files = VirtualFiles([
    "pkg/__init__.py": "from . import a\n", "pkg/a.py": old, "tests/test_x.py": test,
    "tests/test_bystander.py": "import pkg.a\n\ndef test():\n    assert pkg\n",
    // Names that nobody uses may be called by others.
    "tools/uses.py": uses,
  ])
  files.texts.merge(also) { $1 }
  let tests = files.tests(changing: "pkg/a.py", to: new)
  #expect(tests.contains("tests/test_bystander.py") == bystander, "\(tests)")
  return tests.contains("tests/test_x.py")
}

private let uses = """
  def use(x):
      x.wanted, x.caller, x.other, x.method, x.helper, x.shown, x.size, x.LIMIT, x.NAMES, x.fresh, x.kept, x.user
      x.use, x.work_on, x.test_it, x.run_it, x.all, x.visit, x.visit_it, x.visit_that, x.unlisted, x.main, x._read

  """

private let before = """
  import os

  LIMIT = 5
  NAMES = ["x", "y"]

  def wanted(value, key="k"):
      return os.fspath(value)

  def caller():
      return wanted("v")

  def other():
      return 2

  class Base:
      size = 1

      def __init__(self):
          self.value = 1

      def method(self):
          return self.helper()

      def helper(self):
          return 1

      @property
      def shown(self):
          return 3

  class Derived(Base):
      def method(self):
          return 2

  """

private func edit(_ old: String, _ new: String) -> String {
  #expect(before.contains(old))
  return before.replacing(old, with: new)
}

@Suite struct DefinitionSelectionTests {
  @Test(arguments: [
    "from pkg.a import wanted\n\ndef test():\n    wanted(1)\n",
    "from pkg import a\n\ndef test():\n    a.wanted(1)\n",
    "from pkg.a import *\n\ndef test():\n    wanted(1)\n",
    "from pkg.a import wanted as it\n\ndef test():\n    it(1)\n",
    "from pkg.a import caller\n\ndef test():\n    caller()\n",
    "from pkg import a\n\ndef test():\n    getattr(a, 'wanted')(1)\n",
    "from pkg import a\n\ndef test(kind):\n    getattr(a, 'wan' + kind)(1)\n",
    "from pkg import a\n\ndef test(kind):\n    getattr(a, f'wan{kind}')(1)\n",
    "from pkg import a\n\ndef test(name):\n    getattr(a, name)(1)\n",
    "from pkg import a\n\ndef test():\n    for value in vars(a).values(): value()\n",
    "from pkg import a\n\ndef test():\n    a.__dict__['wan' 'ted'](1)\n",
    "from pkg import a\nimport inspect\n\ndef test():\n    inspect.getmembers(a)\n",
    "from unittest import mock\n\n@mock.patch('pkg.a.wanted')\ndef test(it):\n    pass\n",
    "import pkg.a, operator\n\ndef test():\n    operator.attrgetter('wanted')(pkg.a)\n",
    "import pkg.a\n\ndef test():\n    eval('pkg.a.w' + 'anted(1)')\n",
    "import pkg.a, doctest\n\ndef load_tests():\n    doctest.DocTestSuite(pkg.a)\n",
    "import pkg.a, sys, subprocess\n\ndef test():\n    subprocess.run([sys.executable, '-c', 'from pkg.a import wanted; wanted(1)'])\n",
    "import pkg.a\n\ndef test():\n    f'{pkg.a.wanted(1)}'\n",
    "import pkg.a\n\ndef test():\n    '{0.wanted}'.format(pkg.a)\n",
    "from pkg.a import wanted\n\nalias = wanted\n\ndef test():\n    alias(1)\n",
    "import pkg.a\n\ndef test():\n    [wanted for wanted in ()]\n    pkg.a.wanted(1)\n",
  ])
  func `a changed body selects who may run the function`(test: String) {
    #expect(selects(test, before, edit("return os.fspath(value)", "return None")))
  }

  @Test(arguments: [
    "from pkg.a import other\n\ndef test():\n    other()\n",
    "from pkg.a import Base\n\ndef test():\n    Base().method()\n",
    "import pkg.a\n\ndef test(wanted):\n    assert wanted\n",
    "import pkg.a\n\ndef test():\n    \"\"\"wanted\"\"\"\n    # wanted\n",
    "import pkg.a\n\ndef test():\n    pkg.a.other(wanted=1)\n",
    "import pkg.a\n\ndef test():\n    for name in ('other', 'LIMIT'):\n        getattr(pkg.a, name)\n",
    "import pkg.a\n\ndef test():\n    for kind in (str, int):\n        for name in dir(kind):\n            getattr(kind, name)\n",
    "import pkg.a\n\ndef test():\n    raise ValueError('wanted is not there')\n",
  ])
  func `who cannot run it is left out`(test: String) {
    #expect(!selects(test, before, edit("return os.fspath(value)", "return None")))
  }

  @Test func `a method counts where its class or one that derives from it is used`() {
    let new = edit("return self.helper()", "return 0")
    #expect(selects("from pkg.a import Base\n\ndef test():\n    Base().method()\n", before, new))
    #expect(selects("from pkg.a import Derived\n\ndef test():\n    Derived().method()\n", before, new))
    #expect(!selects("import pkg.a\n\ndef test(it):\n    it.method()\n", before, new))
    #expect(!selects("from pkg.a import Base\n\ndef test():\n    Base()\n", before, new))
    #expect(
      selects(
        "from pkg.b import MADE\n\ndef test():\n    MADE.method()\n", before, new,
        also: ["pkg/b.py": "from .a import Base as It\nMADE = It()\n"]))
    #expect(
      selects(
        "from pkg.b import Mine\n\ndef test():\n    Mine().method()\n", before, new,
        also: ["pkg/b.py": "from . import a\nfrom .a import Base as It\n\nclass Mine(It):\n    pass\n"]))
  }

  @Test func `special methods run wherever the class is used`() {
    let new = edit("self.value = 1", "self.value = 2")
    #expect(selects("from pkg.a import Derived\n\ndef test():\n    Derived()\n", before, new))
    #expect(!selects("from pkg.a import other\n\ndef test():\n    other()\n", before, new))
  }

  @Test func `a property runs where it is read`() {
    let new = edit("return 3", "return 4")
    #expect(selects("from pkg.a import Base\n\ndef test():\n    assert Base().shown\n", before, new))
    #expect(!selects("from pkg.a import Base\n\ndef test():\n    Base().method()\n", before, new))
  }

  @Test func `a plain value counts where it is named`() {
    let new = edit("LIMIT = 5", "LIMIT = 6")
    #expect(selects("from pkg import a\n\ndef test():\n    assert a.LIMIT\n", before, new))
    #expect(!selects("from pkg import a\n\ndef test():\n    assert a.NAMES\n", before, new))
    let size = edit("size = 1", "size = 2")
    #expect(selects("from pkg.a import Derived\n\ndef test():\n    assert Derived.size\n", before, size))
    #expect(!selects("from pkg.a import Derived\n\ndef test():\n    Derived().method()\n", before, size))
  }

  @Test func `a default counts for the function`() {
    let new = edit("key=\"k\"", "key=\"l\"")
    #expect(selects("from pkg.a import wanted\n\ndef test():\n    wanted(1)\n", before, new))
    #expect(!selects("from pkg.a import other\n\ndef test():\n    other()\n", before, new))
  }

  @Test func `who imports a definition that is gone is selected`() {
    let new = edit("def other():\n    return 2\n\n", "")
    #expect(selects("from pkg.a import other\n", before, new))
    #expect(selects("from pkg import a\n\ndef test():\n    a.other()\n", before, new))
    #expect(!selects("from pkg.a import wanted\n\ndef test():\n    wanted(1)\n", before, new))
    #expect(selects("import pkg.b\n", before, new, also: ["pkg/b.py": "from .a import other\n"]))
    let exporting = before + "\n__all__ = [\"other\", \"wanted\"]\n"
    let test = "from pkg.a import *\n\ndef test():\n    wanted(1)\n"
    #expect(selects(test, exporting, exporting.replacing("def other():\n    return 2\n\n", with: ""), bystander: true))
  }

  @Test func `a new definition is seen by who uses its name`() {
    let new = before + "\ndef fresh():\n    return 1\n"
    #expect(selects("from pkg import a\n\ndef test():\n    a.fresh()\n", before, new))
    #expect(selects("from pkg import a\n\ndef test():\n    assert 'fresh' not in dir(a)\n", before, new))
    #expect(!selects("from pkg.a import wanted\n\ndef test():\n    wanted(1)\n", before, new))
  }

  @Test(arguments: [
    ("import os\n", "import os, re\n"), ("class Derived(Base):", "class Derived(object):"),
    ("def other():", "@wanted\ndef other():"), ("@property\n    def shown", "def shown"),
    ("LIMIT = 5", "LIMIT = len('5')"),
    ("return 2\n\nclass", "return 2\n\nother()\n\nclass"), ("def other():", "def other(a=LIMIT):"),
    ("def other():\n    return 2", "if LIMIT:\n  def other():\n    return 2"),
    ("return 2\n\nclass", "return return 2\n\nclass"),
    ("def caller", "\tdef caller"), ("    return 2\n\nclass", "  x\n   y\n\nclass"),
    ("return 2\n\nclass", "x = = 2\n\nclass"), ("return 2\n\nclass", "return 2  # a comment\n\nclass"),
  ])
  func `what is more than definitions concerns the whole file`(old: String, new: String) {
    #expect(selects("from pkg.a import wanted\n", before, edit(old, new), bystander: true))
  }

  @Test func `what runs when a file is loaded runs for all that need it`() {
    let old = before + "\nVALUE = caller()\n"
    let new = old.replacing("return os.fspath(value)", with: "return None")
    #expect(selects("import pkg\n", old, new, bystander: true))
    let conditional = before + "\ntry:\n    import fast\nexcept ImportError:\n    wanted(1)\n"
    #expect(
      selects("import pkg\n", conditional, conditional.replacing("return os.fspath(value)", with: "0"), bystander: true)
    )
    let inClass = before + "\nclass Late:\n    def _read(self):\n        return 1\n    read = property(_read)\n"
    #expect(
      selects("import pkg\n", inClass, inClass.replacing("return 1\n    read", with: "return 2\n    read")) == false)
    #expect(
      selects(
        "from pkg.a import Late\n\ndef test():\n    Late().read\n", inClass,
        inClass.replacing("return 1\n    read", with: "return 2\n    read")))
  }

  @Test(arguments: [
    "import atexit\n\n@atexit.register\ndef late():\n    return 1\n",
    "HOOKS = []\n\ndef hook(it):\n    HOOKS.append(it)\n    return it\n\n@hook\ndef late():\n    return 1\n",
    "NAMES = {}\n\ndef named(name):\n    def inner(it):\n        NAMES[name] = it\n    return inner\n\n@named('x')\ndef late():\n    return 1\n",
    "import app\n\n@app.cache\ndef late():\n    return 1\n",
    "def __getattr__(name):\n    return 1\n", "def pytest_configure(config):\n    return 1\n",
    "class Meta(type):\n    def __new__(cls, *rest):\n        return 1\n\nclass User(metaclass=Meta):\n    pass\n",
    "class Base:\n    def __init_subclass__(cls):\n        return 1\n\nclass User(Base):\n    pass\n",
  ])
  func `what runs without being named is seen by all that need the file`(code: String) {
    #expect(selects("import pkg\n", code, code.replacing("return 1\n", with: "return 2\n"), bystander: true))
  }

  @Test func `a decorator that only wraps registers nothing`() {
    let code = """
      import functools

      def logged(it):
          @functools.wraps(it)
          def inner(*arguments):
              return it(*arguments)
          return inner

      @logged
      def wanted():
          return 1

      @functools.lru_cache(maxsize=None)
      def kept():
          return 10

      def user():
          return wanted() + kept()

      """
    let new = code.replacing("return 1\n", with: "return 2\n")
    #expect(selects("from pkg.a import wanted\n\ndef test():\n    wanted()\n", code, new))
    #expect(!selects("import pkg.a\n\ndef test():\n    pkg.a.kept()\n", code, new))
    #expect(!selects("import pkg.a\n\ndef test():\n    pkg.a.wanted()\n", code, code.replacing("10", with: "11")))
  }

  @Test func `what derives from a class of others is called by these`() {
    let code = """
      import threading, enum

      class Worker(threading.Thread):
          def work_on(self):
              return 1

      def use(it):
          return it.work_on()

      """
    let new = code.replacing("return 1\n", with: "return 2\n")
    #expect(selects("from pkg.a import Worker\n\ndef test():\n    Worker().start()\n", code, new))
    #expect(!selects("from pkg.a import use\n\ndef test():\n    use(None)\n", code, new))
  }

  @Test func `a method of a mixin is called by what its users derive from`() {
    let code = "class Mixin:\n    def test_it(self):\n        return 1\n\ndef test_it():\n    return None\n"
    let test = "import unittest\nfrom pkg.a import Mixin\n\nclass Case(Mixin, unittest.TestCase):\n    pass\n"
    #expect(selects(test, code, code.replacing("return 1", with: "return 2")))
  }

  @Test func `a class within a function is made of others, too`() {
    let code = "class Mixin:\n    def run_it(self):\n        return 1\n\ndef use(it):\n    return it.run_it()\n"
    let test = """
      import threading
      import pkg.a

      def test():
          class Local(pkg.a.Mixin, threading.Thread):
              pass
          Local().start()

      """
    let new = code.replacing("return 1", with: "return 2")
    #expect(selects(test, code, new))
    #expect(selects("import pkg.a\n\ndef test():\n    type('X', (pkg.a.Mixin, B), {})\n", code, new))
  }

  @Test func `a method that comes or goes counts for all that use the class`() {
    let new = edit("    def method(self):\n        return 2\n", "    pass\n")
    #expect(selects("from pkg.a import Derived\n\ndef test():\n    Derived()\n", before, new))
    #expect(!selects("from pkg.a import other\n\ndef test():\n    other()\n", before, new))
  }

  @Test func `a class of the library is none of the project's that is called so`() {
    let code = "from threading import Thread\n\nclass W(Thread):\n    def go(self):\n        return 1\n"
    let also = ["pkg/thread.py": "class Thread:\n    pass\n\ndef use(x):\n    x.go\n"]
    #expect(
      selects(
        "import pkg.thread\nfrom pkg.a import W\n\ndef test():\n    W().start()\n", code,
        code.replacing("return 1", with: "return 2"), also: also))
  }

  @Test func `a method that nobody names may be called by others`() {
    let code = "class Handler:\n    def on_event(self):\n        return 1\n"
    let new = code.replacing("return 1", with: "return 2")
    #expect(selects("from pkg.a import Handler\n\ndef test():\n    Handler()\n", code, new))
    #expect(!selects("import pkg.a\n\ndef test():\n    pass\n", code, new))
  }

  @Test func `classes that are looked for are found by what they derive from`() {
    let code = """
      class Plugin:
          def run_it(self):
              return 0

      class First(Plugin):
          def run_it(self):
              return 1

      def all():
          return [kind().run_it() for kind in Plugin.__subclasses__()]

      """
    let new = code.replacing("return 1\n", with: "return 2\n")
    #expect(selects("from pkg.a import all\n\ndef test():\n    all()\n", code, new))
  }

  @Test func `members that a class lists are its own family's`() {
    let code = """
      class Visitor:
          def visit(self, name):
              return getattr(self, name)()

          def visit_it(self):
              return 1

      class Other:
          def visit_that(self):
              return 3

          def unlisted(self):
              return self.visit_that() or Visitor().visit_it()

      """
    let test = "from pkg.a import Visitor\n\ndef test(name):\n    Visitor().visit(name)\n"
    #expect(selects(test, code, code.replacing("return 1\n", with: "return 2\n")))
    #expect(!selects(test, code, code.replacing("return 3\n", with: "return 4\n")))
  }

  @Test func `an entry point runs without being imported`() {
    let code = "def main():\n    return 1\n\ndef other():\n    return main()\n"
    let settings = "[project.scripts]\ntool = \"pkg.a:main\"\n"
    let test = "import subprocess\n\ndef test():\n    subprocess.run(['tool'])\n"
    #expect(
      selects(
        test, code, code.replacing("return 1", with: "return 2"), also: ["pyproject.toml": settings], bystander: true))
  }

  @Test func `a module that is loaded or read by its path counts as a whole`() {
    let new = edit("return os.fspath(value)", "return None")
    #expect(selects("def test():\n    open('pkg/a.py').read()\n", before, new))
    #expect(
      selects("import importlib, pkg\n\ndef test(name):\n    importlib.import_module(f'pkg.{name}')\n", before, new))
    #expect(selects("import inspect, pkg.a\n\ndef test():\n    inspect.getsource(pkg.a)\n", before, new))
  }

  @Test func `a test counts as a whole, and so does what a conftest holds`() {
    let new = edit("return os.fspath(value)", "return None")
    let also = ["tests/conftest.py": "from pkg.a import caller\n\ndef help():\n    caller()\n"]
    #expect(selects("def test():\n    pass\n", before, new, also: also, bystander: true))
  }

  @Test func `tests that a test imports are its own`() {
    let code = "import unittest\n\nclass Case(unittest.TestCase):\n    def test_it(self):\n        return 1\n"
    let new = code.replacing("return 1", with: "return 2")
    #expect(selects("from pkg.a import Case\n", code, new))
    #expect(selects("from pkg.a import *\n", code, new))
  }

  @Test func `a file that cannot be cut makes its users count as a whole`() {
    let new = edit("return os.fspath(value)", "return None")
    let also = ["pkg/odd.py": "from . import a\n\ndef f():\n\treturn 1\n\n    \ndef g():\n    return 2\n"]
    #expect(selects("import pkg.odd\n", before, new, also: also))
  }

  @Test func `the chain says what of the file it is, or why all of it`() {
    let files = VirtualFiles([
      "a.py": before, "tests/test_x.py": "from a import Base\n\ndef test():\n    Base().method()\n",
    ])
    var new = files
    new.texts["a.py"] = edit("return self.helper()", "return 0")
    #expect(
      new.select(from: files)
        == .tests([
          SelectedTest(
            path: "tests/test_x.py",
            chain: [
              .init("a.py", definition: .init("Base.method", line: 21)), .init("tests/test_x.py", .imports),
            ], distance: 1)
        ]))
    new.texts["a.py"] = edit("import os", "import os, re")
    guard case .tests(let tests) = new.select(from: files) else {
      Issue.record("no tests")
      return
    }
    #expect(tests.first?.chain.first?.wholeReason == "has other statements that run when it is loaded")
  }
}
