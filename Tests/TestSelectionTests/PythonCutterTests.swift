import GateModel
import Testing

@testable import TestSelection

private func cut(_ text: String) -> DefinitionCut { PythonCutter.cut(Array(text.utf8)) }

private let text = #"""
  """A module."""
  import os
  from a import (b as c, d)
  LIMIT: int = 3
  SIZE = {"a": [1, -2.5], "b": None}

  if os.name:
      @os.wraps(1)
      async def first(a, *, b=(1, "x"), **rest) -> "int":
          """What it does: nothing."""
          def inner(): return LIMIT
          return f"{a!r:{SIZE}} {c.thing(1)}"
  else:
      first = None

  class A(os.Base, d[int], metaclass=abc.ABCMeta):
      kind = 'plain'
      def one(self): return self.two(key=1); pass
      @property
      def two(self):
          value = [
              1,
          ]
          return value
      class Inner:
          def three(self, x=LIMIT):
              return \
                  x

  print("end")
  """#

@Suite struct PythonCutterTests {
  @Test func `a text is cut into its definitions`() {
    let cut = cut(text)
    #expect(cut.facts.fault == nil)
    #expect(
      cut.texts.map(\.path).filter { !$0.isEmpty } == [
        "SIZE", "first", "first", "A.kind", "A.one", "A.two", "A.Inner.three",
      ])
    #expect(cut.facts.parts.filter { $0.kind != .alias }.map(\.line) == [1, 5, 9, 14, 17, 18, 20, 26])
    #expect(cut.facts.classes.map(\.name) == ["A", "Inner"])
    #expect(cut.facts.classes[0].bases == ["Base", "d"])
    #expect(cut.facts.imported == ["os", "b", "d"])
    let first = cut.facts.parts.first { $0.name == "first" }?.uses
    #expect(first?.bare == ["LIMIT", "SIZE", "c", "inner", "r"])
    #expect(first?.attributes == ["thing"])
    #expect(cut.facts.parts.first { $0.name == "one" }?.uses.attributes == ["two"])
  }

  /// The generator of SplitMix64, so that a failure can be repeated.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test func `headers, bodies and the rest do not overlap`() {
    let cut = cut(text)
    var last = 0
    for part in cut.texts where !part.path.isEmpty {
      #expect(part.range.lowerBound >= last && part.range.upperBound <= part.bodyRange.lowerBound)
      #expect(!part.bodyRange.isEmpty)
      last = part.bodyRange.upperBound
    }
    #expect(last <= text.utf8.count)
  }

  @Test(arguments: 0..<60)
  func `an edit in a body changes that definition and nothing else`(seed: UInt64) throws {
    var random = Generator(state: seed)
    let old = cut(text)
    let part = try #require(old.texts.filter { !$0.path.isEmpty }.randomElement(using: &random))
    let bytes = Array(text.utf8)
    // A word or a number becomes a longer one.
    let places = part.bodyRange.filter { place in
      bytes[place] >= 0x30 && bytes[place] <= 0x39
        || part.path != "SIZE" && bytes[place] == UInt8(ascii: "x") && bytes[place - 1] == 0x20
    }
    guard let place = places.randomElement(using: &random) else { return }
    let more = Array(["7", "77", "0"].randomElement(using: &random)?.utf8 ?? "".utf8)
    let new = PythonCutter.cut(Array(bytes[...place]) + more + bytes[(place + 1)...])
    #expect(new.difference(from: old) == .definitions([part.path: true]))
    #expect(new.rest == old.rest)
  }

  @Test func `blanks and comments between tokens make no difference`() {
    let new = cut(text.replacing("return value", with: "return  value  # there\n\n"))
    #expect(new.difference(from: cut(text)) == .whole("differs in nothing that runs"))
  }

  @Test(arguments: [
    "def f(:\n    pass\n", "def f()\n    pass\n", "def f():\nx = 1\n", "class A:\n  x = 1\n    y = 2\n", "@a\nx = 1\n",
    "@a\n",
    "def f():\n    x y\n", "def f():\n    return (1,, 2)\n", "def f():\n    x = = 1\n", "def f():\n    a.b.(c)\n",
    "def f():\n    if x\n", "def f():\n    x +\n", "def f():\n    3 = x\n",
    "def f():\n    x[1:2\n", "def f():\n    'a\n", "def f():\n    else:: x\n", "def f():\n    return return\n",
    "def f():\n    import\n", "def f():\n    lambda x\n    f(a b)\n", "def f():\n    a in in b\n",
  ])
  func `what Python would not load is not cut`(code: String) {
    #expect(cut("import os\n\n" + code).facts.fault != nil)
  }

  @Test(arguments: [
    "x = .5 + 1.", "a, = b", "x[1:, ::2, ...] = y", "f(*a, **b, c=-1)", "lambda *a, **b: (yield)",
    "print(not x, -y, ~z)",
    "def f(a, /, b: 'T' = 1, *, c: int = 2) -> None: ...", "from .. import a", "from ...a.b import (c as d,)",
    "async def f():\n    async with a as b, c as d:\n        await e\n        return [x async for x in y if z]",
    "match x:\n    case A(b=1) | {'k': [*_]} if c:\n        pass", "type A[T] = list[T]", "x: int", "x = yield",
    "raise",
    "try:\n    pass\nexcept* E as e:\n    raise X from e\nelse:\n    pass\nfinally:\n    pass", "del a, b[1]",
    "with (a as b, c):\n    pass", "@a.b(c)[1]\nclass A(B, k=1): pass", "x = a if b else c", "'a' 'b' f'{c}'",
    "assert a, b",
    "global_ = match = case = 1", "a @= b", "if a: b\nelif c: d\nelse: e", "x = a is not b",
    "for x, in y: pass", "while (a := b): pass", "return_ = not not a", "import a.b as c, d", "x = (\n  1,\n)",
  ])
  func `what Python loads is cut`(code: String) {
    #expect(cut(code + "\n").facts.fault == nil)
  }

  private func parts(_ record: DefinitionRecord) -> [(name: UInt32, bare: [UInt32], attributes: [UInt32])] {
    var parts: [(name: UInt32, bare: [UInt32], attributes: [UInt32])] = []
    record.forEachPart { parts.append(($0.name, Array($0.bare), Array($0.attributes))) }
    return parts
  }

  @Test func `a record says what the facts do`() {
    var names = DefinitionNames(nil)
    let facts = cut(text).facts
    let record = DefinitionRecord(facts, &names)
    #expect(record.isSound(nameCount: names.count))
    #expect(parts(record).map { names[$0.name] } == facts.parts.map(\.name))
    #expect(parts(record).map { Set($0.attributes.map { names[$0] }) } == facts.parts.map(\.uses.attributes))
    var bases: [Set<String>] = []
    record.forEachClass { bases.append(Set($0.bases.map { names[$0] })) }
    #expect(bases == facts.classes.map(\.bases))
    #expect(Set(record.imported.map { names[$0] }) == facts.imported)
  }

  @Test func `an archive gives back what was kept, and is none when damaged`() throws {
    var names = DefinitionNames(nil)
    let ids = ["a", "b", "c"].map { VirtualFiles.id(of: $0) }
    let texts = ["def a(): b\n", text, "x = 1\n"]
    let records = zip(ids, texts).map { id, text in
      (id: id, record: DefinitionRecord(cut(text).facts, &names))
    }
    let bytes = DefinitionArchive.bytes(mark: "m", records, names)
    let archive = try #require(DefinitionArchive(bytes, mark: "m"))
    let kept = DefinitionNames(archive)
    for (id, record) in records {
      let found = try #require(archive.record(of: id))
      #expect(parts(found).map { kept[$0.name] } == parts(record).map { names[$0.name] })
      #expect(
        parts(found).map { Set($0.bare.map { kept[$0] }) } == parts(record).map { Set($0.bare.map { names[$0] }) })
    }
    #expect(archive.record(of: VirtualFiles.id(of: "d")) == nil)
    #expect(DefinitionArchive(bytes, mark: "n") == nil)
    for place in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[place] ^= 0x10
      #expect(DefinitionArchive(damaged, mark: "m") == nil)
    }
    #expect(DefinitionArchive(Array(bytes.dropLast()), mark: "m") == nil)
  }
}
