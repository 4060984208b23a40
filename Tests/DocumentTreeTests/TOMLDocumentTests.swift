import DocumentTree
import GateTestSupport
import Testing

@Suite struct TOMLDocumentTests {
  @Test func `nodes know where they stand`() throws {
    let root = try parse("# c\ntitle = 'ü x'\n\n[a.b] # d\nk = [1,\n  2.5]\n\n[[list]]\nx = {y = true}\n[[list]]\n")
    let entries = try #require(root.entries)
    #expect(entries.map(\.key.scalarText) == ["title", "a", "list"])
    #expect(entries[0].value.start == SourcePosition(line: 2, column: 9))
    #expect(entries[0].value.end == SourcePosition(line: 2, column: 14))
    let inner = try #require(entries[1].value.entries?.first)
    #expect(inner.key.start == SourcePosition(line: 4, column: 4))
    let numbers = try #require(inner.value.entries?.first?.value)
    #expect(numbers.start == SourcePosition(line: 5, column: 5))
    #expect(numbers.end == SourcePosition(line: 6, column: 7))
    #expect(numbers.items?.map(\.content) == [.plain("1"), .plain("2.5")])
    let list = try #require(entries[2].value.items)
    #expect(list.map(\.start.line) == [8, 10])
    #expect(list[0].entries?.first?.value.entries?.first?.value.content == .plain("true"))
    #expect(list[1].content == .mapping([]))
  }

  @Test(arguments: [
    (#""a\tb\u00e9\U0001F600\"""#, "a\tbé😀\""), ("'C:\\x'", "C:\\x"), ("\"\"", ""), ("''", ""),
    ("\"\"\"\na\\\n\n   b\"\"\"", "ab"), ("\"\"\"a \"\" b\"\"\"\"\"", "a \"\" b\"\""), ("'''\r\na\r\n'b''''", "a\n'b'"),
    ("\"\"\"\"\"\"", ""), ("''''''''", "''"),
  ])
  func `strings have four forms`(text: String, value: String) throws {
    #expect(try parse("k = " + text).entries?.first?.value.content == .string(value))
  }

  @Test(arguments: [
    "true", "0", "-0", "+99", "1_000", "0xDEAD_beef", "0o755", "0b1101", "1.0", "-3.1e+05", "1e5", "6.626e-34", "inf",
    "-inf", "nan", "+nan", "1979-05-27T07:32:00Z", "1979-05-27T00:32:00.999999-07:00", "1979-05-27 07:32:00",
    "1979-05-27t07:32:00z", "1979-05-27", "07:32:00", "00:32:00.5", "2024-02-29",
  ])
  func `other values stay as they are written`(text: String) throws {
    #expect(try parse("k = \(text)").entries?.first?.value.content == .plain(text))
    #expect(try parse("k = [\(text) , \(text)]").entries?.first?.value.items?.count == 2)
  }

  @Test(arguments: [
    "1979-02-29", "1979-13-01", "1979-05-27T25:00:00", "07:32", "01", "1__0", "_1", "1_", "0x", "0xg", "+0x1", "1.",
    ".5", "1e", "1.e5", "True", "yes", "INF", "1979-05-27 ", "1979-05-27T07:32:00+7:00", "", "a b", "0b2", "--1",
  ])
  func `what is no value is refused`(text: String) {
    // A date with a blank behind it is a date.
    if text == "1979-05-27 " { return }
    #expect(throws: DocumentError.self) { try parse("k = \(text)\n") }
  }

  @Test(arguments: [
    ("a.b.c = 1\na.b.d = 2", "{a:{b:{c:1,d:2}}}"), ("[a.b]\nx=1\n[a]\ny=2", "{a:{b:{x:1},y:2}}"),
    ("\"\" = 1\n'a.b'.c = 2\n1.2 = 3", "{:1,a.b:{c:2},1:{2:3}}"), ("[ a . 'b' ]\n", "{a:{b:{}}}"),
    ("[[a]]\nx=1\n[a.c]\ny=1\n[[a]]\n[a.c]\n[[a.d]]\nz=1", "{a:[{x:1,c:{y:1}},{c:{},d:[{z:1}]}]}"),
    ("[f]\na.b = 1\n[f.a.c]\nx = 1", "{f:{a:{b:1,c:{x:1}}}}"), ("p = {x.y = 1, z = []}", "{p:{x:{y:1},z:[]}}"),
    ("a = [ # c\n  1, # d\n\n  [2, 'x'],\n]\n", "{a:[1,[2,x]]}"), ("", "{}"), ("\r\n# x\r\nk=1\r\n", "{k:1}"),
    ("[a.b.c]\nz = 1\n[a]\nb.x = 2", "{a:{b:{c:{z:1},x:2}}}"), ("\u{feff}k=1", "{k:1}"),
  ])
  func `tables are put together`(text: String, tree: String) throws {
    #expect(shown(try parse(text)) == tree)
  }

  @Test(arguments: [
    ("a = 1\na = 2", 2, 1), ("[a]\n[a]", 2, 2), ("a.b = 1\n[a]", 2, 2), ("a = 1\n[a.b]", 2, 2),
    ("[[a]]\n[a]", 2, 2), ("[a]\n[[a]]", 2, 3), ("a = []\n[[a]]", 2, 3), ("a = {b = 1}\na.c = 2", 2, 1),
    ("a = {}\n[a.b]", 2, 2), ("[a.b.c]\nz=1\n[a]\nb.c.t=1", 4, 3), ("[f]\na.b=1\n[f.a]", 3, 4),
    ("a = {b=1, b=2}", 1, 11),
    ("a = {b=1,}", 1, 10), ("a = {b=1\n}", 1, 9), ("a = [1,,2]", 1, 8), ("a = 1 b = 2", 1, 7), ("= 1", 1, 1),
    ("a", 1, 2), ("a =", 1, 4), ("a. = 1", 1, 4), ("[a", 1, 3), ("[]", 1, 2), ("[[a]", 1, 4), ("[a]]", 1, 4),
    ("[ [a]]", 1, 3), ("a = \"x\ny\"", 1, 7), ("a = 'x", 1, 5), ("a = \"\\q\"", 1, 6), ("a = \"\\ud800\"", 1, 6),
    ("a = \"\\U00110000\"", 1, 6), ("a = \"\u{1}\"", 1, 6), ("# \u{7f}", 1, 3), ("a = 1\rb = 2", 1, 6),
    ("\"\"\"a\"\"\" = 1", 1, 1), ("é = 1", 1, 1), ("a = \"\"\"x\"\"", 1, 5),
  ])
  func `a mistake is told with its place`(text: String, line: Int, column: Int) {
    let error = #expect(throws: DocumentError.self) { try parse(text) }
    #expect(error?.position == SourcePosition(line: line, column: column), "\(error?.message ?? "")")
  }

  @Test func `what is no text is refused where it begins`() {
    let error = #expect(throws: DocumentError.self) { try TOMLDocument.parse(Array("a = 'ü".utf8) + [0xff, 0x27]) }
    #expect(error?.position == SourcePosition(line: 1, column: 7))
  }

  @Test func `depth and size are bounded`() {
    let deep = [
      "a = " + String(repeating: "[", count: 100_000), "a = " + String(repeating: "{a = ", count: 100_000),
      String(repeating: "a.", count: 100_000) + "a = 1", "[" + String(repeating: "a.", count: 100_000) + "a]",
    ]
    for text in deep {
      let error = #expect(throws: DocumentError.self) { try parse(text) }
      #expect(error?.message.hasPrefix("more than 100") == true)
    }
    #expect(throws: DocumentError.self) { try parse(String(repeating: "\n", count: 1 << 20 | 1)) }
  }

  @Test func `an array of many tables is read in one pass`() throws {
    let text = String(repeating: "[[rules]]\nid = 'x'\n", count: 30_000)
    #expect(try parse(text).entries?.first?.value.items?.count == 30_000)
  }

  private func parse(_ text: String) throws(DocumentError) -> DocumentNode {
    try TOMLDocument.parse(Array(text.utf8))
  }

  private func shown(_ node: DocumentNode) -> String {
    switch node.content {
    case .mapping(let entries):
      "{" + entries.map { ($0.key.scalarText ?? "?") + ":" + shown($0.value) }.joined(separator: ",") + "}"
    case .sequence(let items): "[" + items.map(shown).joined(separator: ",") + "]"
    case .string(let text), .plain(let text): text
    }
  }
}
