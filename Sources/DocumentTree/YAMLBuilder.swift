/// Puts the events of a YAML parser together, without recursion.
struct YAMLBuilder {
  /// A collection that is not yet closed.
  private struct Open {
    var isMapping: Bool
    var start: SourcePosition
    var anchor: String?
    var items: [DocumentNode] = []
    var entries: [DocumentNode.Entry] = []
    var key: DocumentNode?
    /// Nodes inside, those behind aliases included.
    var size = 1
    /// Levels of collections below this one.
    var height = 0
  }

  /// What an alias stands for.
  private struct Anchored {
    var node: DocumentNode
    var size: Int
    var height: Int
  }

  /// The documents that are complete.
  private(set) var documents: [DocumentNode] = []
  private let limits: YAMLDocument.Limits
  private let allowsSeveralDocuments: Bool
  private var open: [Open] = []
  private var anchors: [String: Anchored] = [:]
  private var count = 0

  init(limits: YAMLDocument.Limits, allowsSeveralDocuments: Bool) {
    self.limits = limits
    self.allowsSeveralDocuments = allowsSeveralDocuments
  }

  mutating func take(_ event: YAMLEvent) throws(DocumentError) {
    switch event.content {
    case .other, .documentEnd: break
    case .documentStart:
      if !documents.isEmpty, !allowsSeveralDocuments {
        throw DocumentError("a second document begins here; one is expected", at: event.start)
      }
      anchors = [:]
    case .scalar(let content):
      let node = DocumentNode(content, start: event.start, end: event.end)
      try add(node, size: 1, height: 0, anchor: event.anchor)
    case .alias(let name): try resolve(name, event)
    case .sequenceStart, .mappingStart:
      guard open.count < limits.depth else { throw tooDeep(at: event.start) }
      // An anchor means its new node from here on, not an older one of the same name.
      if let anchor = event.anchor { anchors[anchor] = nil }
      var isMapping = false
      if case .mappingStart = event.content { isMapping = true }
      open.append(Open(isMapping: isMapping, start: event.start, anchor: event.anchor))
    case .sequenceEnd, .mappingEnd: try close(event)
    }
  }

  private mutating func close(_ event: YAMLEvent) throws(DocumentError) {
    guard let done = open.popLast() else { return }
    // libyaml ends a block collection only where the next thing starts; it really ends with its last node.
    let last = done.isMapping ? done.entries.last?.value.end : done.items.last?.end
    let isFlow = event.end != event.start
    let content: DocumentNode.Content = done.isMapping ? .mapping(done.entries) : .sequence(done.items)
    let node = DocumentNode(content, start: done.start, end: isFlow ? event.end : last ?? event.end)
    // Its own node is counted now; what is inside has been.
    try add(node, size: done.size, height: done.height + 1, anchor: done.anchor, isCounted: done.size - 1)
  }

  private mutating func resolve(_ name: String, _ event: YAMLEvent) throws(DocumentError) {
    guard let anchored = anchors[name] else {
      let isOpen = open.contains { $0.anchor == name }
      throw DocumentError(
        isOpen ? "\"*\(name)\" stands inside the node that it names" : "nothing before this is called \"&\(name)\"",
        at: event.start)
    }
    var node = anchored.node
    (node.start, node.end) = (event.start, event.end)
    try add(node, size: anchored.size, height: anchored.height, anchor: nil)
  }

  /// Puts a finished node where it belongs. `isCounted` of its `size` nodes have been counted before.
  private mutating func add(
    _ node: DocumentNode, size: Int, height: Int, anchor: String?, isCounted: Int = 0
  ) throws(DocumentError) {
    count += size - isCounted
    guard count <= limits.nodes else {
      throw DocumentError("the text stands for more than \(limits.nodes) nodes", at: node.start)
    }
    guard open.count + height <= limits.depth else { throw tooDeep(at: node.start) }
    if let anchor { anchors[anchor] = Anchored(node: node, size: size, height: height) }
    guard let last = open.indices.last else {
      documents.append(node)
      return
    }
    open[last].size += size
    open[last].height = max(open[last].height, height)
    if !open[last].isMapping {
      open[last].items.append(node)
    } else if let key = open[last].key {
      open[last].entries.append(.init(key: key, value: node))
      open[last].key = nil
    } else {
      open[last].key = node
    }
  }

  private func tooDeep(at position: SourcePosition) -> DocumentError {
    DocumentError("more than \(limits.depth) collections stand inside one another", at: position)
  }
}
