/// One pattern without braces, ready to be matched.
struct GlobAlternative: Hashable, Sendable {
  /// What one component of a path must look like.
  enum Component: Hashable, Sendable {
    /// `**`: any number of components.
    case anyDepth
    /// Exactly these bytes.
    case literal([UInt8])
    /// `*` and these bytes after it: the commonest glob, `*.py`.
    case ending([UInt8])
    case glob([Token])
  }

  /// A piece of a component.
  enum Token: Hashable, Sendable {
    case byte(UInt8)
    case anyByte
    case oneOf(ByteSet)
    case anyRun
  }

  /// The components, never empty; no two ``Component/anyDepth`` side by side.
  let components: [Component]
  /// Whether the last component alone decides: `**` and one component after it.
  private let isName: Bool

  init(components: [Component]) {
    self.components = components
    isName = components.count == 2 && components[0] == .anyDepth && components[1] != .anyDepth
  }

  /// Whether the pattern matches all of `path`.
  ///
  /// Going back to the latest `**` is enough: whatever an earlier one could take instead, the latest can take too. So the
  /// work is bounded by components of the path times components of the pattern, with no recursion.
  func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
    if path.isEmpty { return false }
    if isName { return Self.matches(components[1], path, Self.startOfName(in: path), path.count) }
    var start = 0
    var index = 0
    var retry: (start: Int, index: Int)?
    while true {
      if index < components.count, components[index] == .anyDepth {
        // Nothing after `**`: at least one component must be left for it.
        if index == components.count - 1 { return start <= path.count }
        index += 1
        retry = (start, index)
        continue
      }
      if index == components.count {
        if start > path.count { return true }
      } else if start <= path.count {
        let end = Self.end(ofComponentAt: start, in: path)
        if Self.matches(components[index], path, start, end) {
          start = end + 1
          index += 1
          continue
        }
      }
      guard let last = retry else { return false }
      start = Self.end(ofComponentAt: last.start, in: path) + 1
      if start > path.count { return false }
      index = last.index
      retry = (start, index)
    }
  }

  private static func startOfName(in path: UnsafeBufferPointer<UInt8>) -> Int {
    var start = path.count
    while start > 0, path[start - 1] != UInt8(ascii: "/") { start -= 1 }
    return start
  }

  private static func end(ofComponentAt start: Int, in path: UnsafeBufferPointer<UInt8>) -> Int {
    var end = start
    while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
    return end
  }

  private static func matches(
    _ component: Component, _ path: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    switch component {
    case .anyDepth: true
    case .literal(let bytes): end - start == bytes.count && equal(bytes, path, at: start)
    case .ending(let bytes): end - start >= bytes.count && equal(bytes, path, at: end - bytes.count)
    case .glob(let tokens): matches(tokens, path, start, end)
    }
  }

  private static func equal(_ bytes: [UInt8], _ path: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
    for offset in bytes.indices where path[start + offset] != bytes[offset] { return false }
    return true
  }

  /// Matches one component; within it, going back to the latest `*` is enough.
  private static func matches(
    _ tokens: [Token], _ path: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    var position = start
    var index = 0
    var retry: (position: Int, index: Int)?
    while position < end || index < tokens.count {
      if index < tokens.count, tokens[index] == .anyRun {
        index += 1
        retry = (position, index)
        continue
      }
      if index < tokens.count, position < end, matches(tokens[index], path[position]) {
        position += 1
        index += 1
        continue
      }
      guard let last = retry, last.position < end else { return false }
      position = last.position + 1
      index = last.index
      retry = (position, index)
    }
    return true
  }

  private static func matches(_ token: Token, _ byte: UInt8) -> Bool {
    switch token {
    case .byte(let expected): expected == byte
    case .anyByte, .anyRun: true
    case .oneOf(let set): set.contains(byte)
    }
  }
}
