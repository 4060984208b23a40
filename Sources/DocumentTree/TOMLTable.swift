/// A table on its way: TOML may name its parts in several places.
final class TOMLTable {
  /// How a table came to be, which decides who may add to it.
  enum Origin {
    /// Named only on the way to another: `[a.b]` makes `a` so.
    case implied
    /// Named by a header of its own, or an element of an array of tables.
    case header
    /// Made by a key with dots: `a.b = 1` makes `a` so.
    case dotted
  }

  enum Item {
    case value(DocumentNode)
    case table(TOMLTable)
    /// `[[name]]`.
    case tables([TOMLTable])
  }

  var origin: Origin
  private let start: SourcePosition
  private var keys: [DocumentNode] = []
  private var items: [Item] = []
  private var numbers: [String: Int] = [:]

  init(_ origin: Origin, start: SourcePosition) {
    self.origin = origin
    self.start = start
  }

  private func number(of key: DocumentNode) -> Int? { key.scalarText.flatMap { numbers[$0] } }

  private func append(_ item: Item, as key: DocumentNode) {
    numbers[key.scalarText ?? ""] = keys.count
    keys.append(key)
    items.append(item)
  }

  private func duplicate(_ key: DocumentNode, _ number: Int) -> DocumentError {
    let name = TOMLTable.shown(key.scalarText ?? "")
    return DocumentError("\(name) is there already, on line \(keys[number].start.line)", at: key.start)
  }

  /// A key for a message, of bounded length.
  private static func shown(_ name: String) -> String {
    let printable = name.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7f ? "\u{fffd}" : $0 }
    return "`" + String(String.UnicodeScalarView(printable)) + "`"
  }

  /// The table that a header passes through.
  func passed(by key: DocumentNode) throws(DocumentError) -> TOMLTable {
    guard let number = number(of: key) else {
      let table = TOMLTable(.implied, start: key.start)
      append(.table(table), as: key)
      return table
    }
    switch items[number] {
    case .table(let table): return table
    case .tables(let tables):
      guard let last = tables.last else { throw duplicate(key, number) }
      return last
    case .value: throw duplicate(key, number)
    }
  }

  /// The table that a header `[…]` ends in.
  func headed(by key: DocumentNode) throws(DocumentError) -> TOMLTable {
    guard let number = number(of: key) else {
      let table = TOMLTable(.header, start: key.start)
      append(.table(table), as: key)
      return table
    }
    guard case .table(let table) = items[number], table.origin == .implied else { throw duplicate(key, number) }
    table.origin = .header
    return table
  }

  /// The new element of the array that a header `[[…]]` ends in.
  func element(of key: DocumentNode) throws(DocumentError) -> TOMLTable {
    let table = TOMLTable(.header, start: key.start)
    guard let number = number(of: key) else {
      append(.tables([table]), as: key)
      return table
    }
    guard case .tables(let tables) = items[number] else { throw duplicate(key, number) }
    // Taken out first, so that the array is not copied for each element.
    items[number] = .tables([])
    var all = consume tables
    all.append(table)
    items[number] = .tables(all)
    return table
  }

  /// The table that a key with dots passes through.
  func dotted(by key: DocumentNode) throws(DocumentError) -> TOMLTable {
    guard let number = number(of: key) else {
      let table = TOMLTable(.dotted, start: key.start)
      append(.table(table), as: key)
      return table
    }
    guard case .table(let table) = items[number], table.origin != .header else { throw duplicate(key, number) }
    table.origin = .dotted
    return table
  }

  func set(_ key: DocumentNode, to value: DocumentNode) throws(DocumentError) {
    if let number = number(of: key) { throw duplicate(key, number) }
    append(.value(value), as: key)
  }

  /// The table as a node. Its depth was bounded when it was read.
  func node() -> DocumentNode {
    let entries = zip(keys, items).map { key, item in DocumentNode.Entry(key: key, value: Self.node(item, key)) }
    return DocumentNode(.mapping(entries), start: start, end: entries.last?.value.end ?? start)
  }

  private static func node(_ item: Item, _ key: DocumentNode) -> DocumentNode {
    switch item {
    case .value(let node): return node
    case .table(let table): return table.node()
    case .tables(let tables):
      let nodes = tables.map { $0.node() }
      return DocumentNode(.sequence(nodes), start: key.start, end: nodes.last?.end ?? key.end)
    }
  }
}
