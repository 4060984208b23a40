import DocumentTree

extension GitleaksDecoder {
  func string(_ node: DocumentNode) throws(SilencingError) -> String {
    if case .string(let text) = node.content { return text }
    throw error("expected a string", node.start)
  }

  func integer(_ node: DocumentNode) throws(SilencingError) -> Int {
    if case .plain(let text) = node.content, let value = Int(text.filter { $0 != "_" }) { return value }
    throw error("expected a whole number", node.start)
  }

  func number(_ node: DocumentNode) throws(SilencingError) -> Double {
    if case .plain(let text) = node.content, let value = Double(text.filter { $0 != "_" }), value.isFinite {
      return value
    }
    throw error("expected a number", node.start)
  }

  /// `false` where the key is not there.
  func boolean(_ node: DocumentNode, _ key: String) throws(SilencingError) -> Bool {
    guard let value = node.member(key) else { return false }
    switch value.content {
    case .plain("true"): return true
    case .plain("false"): return false
    default: throw error("expected true or false", value.start)
    }
  }

  /// A list of strings; empty where the key is not there.
  func strings(_ node: DocumentNode, _ key: String) throws(SilencingError) -> [(text: String, node: DocumentNode)] {
    guard let value = node.member(key) else { return [] }
    guard case .sequence(let items) = value.content else { throw error("expected a list of strings", value.start) }
    return try items.map { item throws(SilencingError) in (try string(item), item) }
  }

  /// A list of tables; empty where the key is not there.
  func tables(_ node: DocumentNode, _ key: String) throws(SilencingError) -> [DocumentNode] {
    guard let value = node.member(key) else { return [] }
    guard case .sequence(let items) = value.content else { throw error("expected `[[\(key)]]`", value.start) }
    for item in items {
      guard case .mapping = item.content else { throw error("expected a table", item.start) }
    }
    return items
  }
}
