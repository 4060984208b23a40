internal import GateModel

/// The trees that an index already knows (gitformat-index(5), "Cache tree").
///
/// Kept flat, parents before their children, so that reading it needs no recursion however deep a file says it is.
struct CacheTree: Sendable {
  struct Node: Sendable {
    /// The directory's name, where it lies in the file.
    var name: Range<Int>
    /// How many entries of the index lie in the directory; `nil` where the index changed since the tree was written.
    var entryCount: Int?
    var childCount: Int
    /// Where the tree's id lies in the file; empty where there is none.
    var id: Range<Int>
    /// The position behind the last node that lies in the directory.
    var end: Int
  }

  /// The root first; never empty.
  let nodes: [Node]

  /// Reads the extension's content, `content` in `bytes`; `nil` where it is not well-formed.
  init?(_ bytes: UnsafeRawBufferPointer, content: Range<Int>, hashLength: Int) {
    var nodes: [Node] = []
    // The directories that are being read, with how many of their children are still to come.
    var open: [(node: Int, missing: Int)] = []
    var offset = content.lowerBound
    repeat {
      guard let node = Self.node(bytes, &offset, content.upperBound, hashLength: hashLength) else { return nil }
      nodes.append(node)
      open.append((nodes.count - 1, node.childCount))
      while let last = open.last, last.missing == 0 {
        nodes[last.node].end = nodes.count
        open.removeLast()
        if !open.isEmpty { open[open.count - 1].missing -= 1 }
      }
    } while !open.isEmpty
    guard offset == content.upperBound else { return nil }
    self.nodes = nodes
  }

  private static func node(
    _ bytes: UnsafeRawBufferPointer, _ offset: inout Int, _ limit: Int, hashLength: Int
  ) -> Node? {
    let start = offset
    while offset < limit, bytes[offset] != 0 { offset += 1 }
    let name = start..<offset
    offset += 1
    guard let entryCount = number(bytes, &offset, limit, endsWith: UInt8(ascii: " ")),
      let childCount = number(bytes, &offset, limit, endsWith: UInt8(ascii: "\n")), childCount >= 0
    else { return nil }
    if entryCount < 0 {
      return Node(name: name, entryCount: nil, childCount: childCount, id: offset..<offset, end: 0)
    }
    guard limit - offset >= hashLength else { return nil }
    let id = offset..<(offset + hashLength)
    offset = id.upperBound
    return Node(name: name, entryCount: entryCount, childCount: childCount, id: id, end: 0)
  }

  /// A decimal number, perhaps below zero, and the byte behind it.
  private static func number(
    _ bytes: UnsafeRawBufferPointer, _ offset: inout Int, _ limit: Int, endsWith end: UInt8
  ) -> Int? {
    guard offset < limit else { return nil }
    let isNegative = bytes[offset] == UInt8(ascii: "-")
    if isNegative { offset += 1 }
    var value = 0
    var digits = 0
    while offset < limit, case let digit = bytes[offset], digit >= 0x30, digit <= 0x39, digits < 11 {
      value = value * 10 + Int(digit - 0x30)
      digits += 1
      offset += 1
    }
    guard digits > 0, offset < limit, bytes[offset] == end else { return nil }
    offset += 1
    return isNegative ? -value : value
  }
}

extension CacheTree {
  /// The positions of the nodes of the directories directly below `node`, in the order of the file.
  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    children.reserveCapacity(nodes[node].childCount)
    var child = node + 1
    while child < nodes[node].end {
      children.append(child)
      child = nodes[child].end
    }
    return children
  }

  /// The one of `children` with that name; git keeps them by length, then bytewise.
  func child(named name: [UInt8], among children: [Int], in bytes: UnsafeRawBufferPointer) -> Int? {
    var low = 0
    var high = children.count
    while low < high {
      let middle = (low + high) / 2
      let other = nodes[children[middle]].name
      let order =
        other.count != name.count
        ? other.count - name.count
        : name.withUnsafeBytes { UnsafeRawBufferPointer(rebasing: bytes[other]).order(to: $0) }
      if order == 0 { return children[middle] }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The extension's content again, with the directories above each of `paths` marked as changed.
  func encoded(from bytes: UnsafeRawBufferPointer, invalidating paths: [RepositoryPath]) -> [UInt8] {
    var stale: Set<Int> = []
    for path in paths { invalidate(path, in: bytes, &stale) }
    var encoded: [UInt8] = []
    for (position, node) in nodes.enumerated() {
      encoded += bytes[node.name]
      encoded.append(0)
      let entryCount = stale.contains(position) ? nil : node.entryCount
      encoded += "\(entryCount ?? -1) \(node.childCount)\n".utf8
      if entryCount != nil { encoded += bytes[node.id] }
    }
    return encoded
  }

  private func invalidate(_ path: RepositoryPath, in bytes: UnsafeRawBufferPointer, _ stale: inout Set<Int>) {
    var node = 0
    stale.insert(node)
    for name in path.bytes.split(separator: UInt8(ascii: "/")).dropLast() {
      guard let child = children(of: node).first(where: { bytes[nodes[$0].name].elementsEqual(name) }) else { return }
      node = child
      stale.insert(node)
    }
  }
}
