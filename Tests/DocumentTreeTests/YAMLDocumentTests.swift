import DocumentTree
import GateTestSupport
import Testing

@Suite struct YAMLDocumentTests {
  @Test func `nodes know where they stand`() throws {
    let root = try #require(try parse("# c\nkey: value\nlist:\n  - ü: 'x y'\n  - [1, {a: b}]\nlast: |\n  text\n"))
    let entries = try #require(root.entries)
    #expect(root.start == SourcePosition(line: 2, column: 1))
    #expect(entries.map(\.key.scalarText) == ["key", "list", "last"])
    #expect(entries[0].value.start == SourcePosition(line: 2, column: 6))
    #expect(entries[0].value.end == SourcePosition(line: 2, column: 11))
    let items = try #require(entries[1].value.items)
    #expect(entries[1].value.start == SourcePosition(line: 4, column: 3))
    let quoted = try #require(items[0].entries?.first)
    #expect(quoted.key.start == SourcePosition(line: 4, column: 5))
    #expect(quoted.value.start == SourcePosition(line: 4, column: 8))
    #expect(quoted.value.end == SourcePosition(line: 4, column: 13))
    #expect(quoted.value.content == .string("x y"))
    #expect(items[1].start == SourcePosition(line: 5, column: 5))
    #expect(items[1].end == SourcePosition(line: 5, column: 16))
    #expect(entries[1].value.end == SourcePosition(line: 5, column: 16))
    #expect(entries[2].value.content == .string("text\n"))
  }

  @Test(arguments: [
    ("a", DocumentNode.Content.plain("a")), ("12", .plain("12")), ("'12'", .string("12")), ("\"\"", .string("")),
    ("!!str 12", .string("12")), ("!!int '12'", .plain("12")), ("! 12", .string("12")), ("!Ref x", .plain("x")),
    ("|\n  a\n  b", .string("a\nb")), (">-\n  a\n  b", .string("a b")), ("~", .plain("~")),
    ("\"\\u00e9\\n\"", .string("é\n")), ("[]", .sequence([])), ("{}", .mapping([])),
  ])
  func `scalars say whether they were quoted`(text: String, content: DocumentNode.Content) throws {
    #expect(try parse(text)?.content == content)
  }

  @Test func `a missing value is an empty bare scalar`() throws {
    #expect(try parse("key:\n")?.entries?.first?.value.content == .plain(""))
  }

  @Test func `order and repeated keys survive`() throws {
    let root = try parse("b: 1\na: 2\nb: 3\n")
    #expect(root?.entries?.map(\.key.scalarText) == ["b", "a", "b"])
    #expect(root?.entries?.map(\.value.scalarText) == ["1", "2", "3"])
  }

  @Test(arguments: ["", "\n\n", "# only words\n", "\u{feff}"])
  func `nothing is no document`(text: String) throws {
    #expect(try parse(text) == nil)
  }

  @Test func `a byte order mark does not move the columns`() throws {
    #expect(try parse("\u{feff}a: b")?.entries?.first?.value.start == SourcePosition(line: 1, column: 4))
  }

  @Test func `lines end in any way`() throws {
    let root = try parse("a: 1\r\nb: 2\r\n")
    #expect(root?.entries?.map(\.value.scalarText) == ["1", "2"])
    #expect(root?.entries?.last?.key.start == SourcePosition(line: 2, column: 1))
  }

  @Test func `several documents only on request`() throws {
    let text = Array("a\n---\nb\n".utf8)
    #expect(try YAMLDocument.parseAll(text).map(\.scalarText) == ["a", "b"])
    let error = #expect(throws: DocumentError.self) { try YAMLDocument.parse(text) }
    #expect(error?.position == SourcePosition(line: 2, column: 1))
    #expect(try YAMLDocument.parse(Array("---\na\n...\n".utf8))?.scalarText == "a")
  }

  @Test func `an alias stands for its anchor, at its own place`() throws {
    let root = try #require(try parse("a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n"))
    let entries = try #require(root.entries)
    #expect(entries[1].value.content == entries[0].value.content)
    #expect(entries[1].value.start == SourcePosition(line: 2, column: 4))
    #expect(entries[1].value.items?.first?.start == SourcePosition(line: 1, column: 8))
    #expect(entries[3].value.scalarText == "3")
  }

  @Test(arguments: [
    ("a: *nobody", 1, 4), ("a: &x [*x]", 1, 8), ("a: &x\n  b: *x", 2, 6), ("&x a\n--- \n*x", 2, 1),
  ])
  func `an alias without an anchor is an error`(text: String, line: Int, column: Int) {
    let error = #expect(throws: DocumentError.self) { try parse(text) }
    #expect(error?.position == SourcePosition(line: line, column: column))
  }

  @Test func `anchors end with their document`() {
    #expect(throws: DocumentError.self) { try YAMLDocument.parseAll(Array("&x a\n---\n*x\n".utf8)) }
  }

  @Test func `a bomb of aliases is defused`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let error = #expect(throws: DocumentError.self) { try parse(text) }
    #expect(error?.message.contains("nodes") == true)
  }

  @Test func `aliases do not hide depth`() throws {
    var text = "a0: &a0 [x]\n"
    for level in 1...120 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    let error = #expect(throws: DocumentError.self) { try parse(text) }
    #expect(error?.message.contains("inside one another") == true)
    #expect(error?.position.line == 100)
  }

  @Test func `depth and size have bounds`() throws {
    let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    #expect(try parse(deep(100)) != nil)
    #expect(throws: DocumentError.self) { try parse(deep(101)) }
    #expect(throws: DocumentError.self) { try parse(deep(100_000)) }
    #expect(throws: DocumentError.self) { try parse(String(repeating: "- ", count: 100_000)) }
    let long = Array(repeating: UInt8(ascii: "a"), count: 1 << 20)
    #expect(try YAMLDocument.parse(long) != nil)
    #expect(throws: DocumentError.self) { try YAMLDocument.parse(long + long) }
    #expect(throws: DocumentError.self) { try YAMLDocument.parse(Array("[a, b]".utf8), limits: .init(nodes: 2)) }
  }

  @Test(arguments: [
    ("a: [1, 2", 1, 9), ("a: 1\n b: 2", 2, 3), ("a:\n\tb: 1", 2, 1), ("a: \"x", 1, 6), ("a: b: c", 1, 5),
    ("- a\nb: c", 2, 1),
    ("é: @x", 1, 4), ("a: %x", 1, 4),
  ])
  func `what is no YAML says where`(text: String, line: Int, column: Int) {
    let error = #expect(throws: DocumentError.self) { try parse(text) }
    #expect(error?.position == SourcePosition(line: line, column: column), "\(String(describing: error))")
    #expect(error?.message.isEmpty == false)
  }

  @Test func `bytes that are no text say where`() {
    let error = #expect(throws: DocumentError.self) { try YAMLDocument.parse(Array("a: é\nb: é".utf8) + [0xff]) }
    #expect(error?.position == SourcePosition(line: 2, column: 5))
    #expect(throws: DocumentError.self) { try YAMLDocument.parse([0x61, 0x00, 0x62]) }
  }

  @Test func `a tab as indentation is called by its name`() {
    let error = #expect(throws: DocumentError.self) { try parse("a:\n\tb: 1\n") }
    #expect(error?.message == "a tab cannot indent; use spaces")
  }

  @Test func `merge keys give way to the mapping's own`() throws {
    let root = try #require(
      try parse(
        """
        base: &base {a: 1, b: 2}
        more: &more {b: 3, c: 4}
        own: {<<: [*base, *more], a: 0}
        nested: {<<: {<<: *base, d: 5}}
        """))
    let entries = try #require(root.entries)
    let own = try #require(try entries[2].value.mergedEntries())
    #expect(own.map(\.key.scalarText) == ["a", "b", "c"])
    #expect(own.map(\.value.scalarText) == ["0", "2", "4"])
    let nested = try #require(try entries[3].value.mergedEntries())
    #expect(nested.map(\.key.scalarText) == ["d", "a", "b"])
    #expect(try entries[0].key.mergedEntries() == nil)
  }

  @Test(arguments: ["<<: 1", "<<: [1]", "<<: [{a: b}, [c]]"])
  func `a merge key takes mappings only`(text: String) throws {
    let root = try #require(try parse(text))
    #expect(throws: DocumentError.self) { try root.mergedEntries() }
  }

  @Test func `a quoted merge key is a key`() throws {
    #expect(try parse("'<<': 1")?.mergedEntries()?.count == 1)
  }

  @Test func `random bytes never trap`() {
    var random = SeededGenerator(seed: 7)
    let alphabet = Array("ab:- \n\t[]{}&*!|>'\"%@`#?,<~1é\\".utf8) + [0xff, 0x00]
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in alphabet.randomElement(using: &random)
      }
      // Either answer is right; that there is one is the point.
      if let documents = try? YAMLDocument.parseAll(bytes) {
        for document in documents { #expect(isOrdered(document), "\(bytes)") }
      }
    }
  }

  private func isOrdered(_ node: DocumentNode) -> Bool {
    (node.start.line, node.start.column) <= (node.end.line, node.end.column)
      && (node.items ?? []).allSatisfy(isOrdered)
      && (node.entries ?? []).allSatisfy { isOrdered($0.key) && isOrdered($0.value) }
  }

  private func parse(_ text: String) throws -> DocumentNode? { try YAMLDocument.parse(Array(text.utf8)) }
}

extension DocumentNode {
  var entries: [Entry]? {
    if case .mapping(let entries) = content { return entries }
    return nil
  }

  var items: [DocumentNode]? {
    if case .sequence(let items) = content { return items }
    return nil
  }
}
