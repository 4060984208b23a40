/// One line of an ignore file (gitignore(5)), matched on bytes.
///
/// gate reads these itself: libgit2 1.5 drops a `!pattern` that undoes a pattern of another file, and so hides files
/// that git shows as untracked.
struct IgnorePattern {
  private enum Component {
    /// `**` alone between slashes: any number of directories.
    case anyDepth
    case glob([Token])
  }

  private enum Token {
    case byte(UInt8)
    case any
    case anyRun
    case oneOf(ByteClass)
  }

  /// Whether the line began with `!`: what it matches is not ignored after all.
  let isNegated: Bool
  private let onlyDirectories: Bool
  /// Without a slash a pattern is about names at any depth, with one about paths below the file's directory.
  private let isName: Bool
  private let components: [Component]
  private let foldsCase: Bool

  /// The pattern that `line` holds, `nil` for a comment, an empty line, and what can match nothing.
  init?(line: ArraySlice<UInt8>, foldsCase: Bool) {
    var text = Self.withoutTrailingSpaces(line)
    guard let first = text.first, first != UInt8(ascii: "#") else { return nil }
    isNegated = first == UInt8(ascii: "!")
    if isNegated { text = text.dropFirst() }
    onlyDirectories = text.last == UInt8(ascii: "/")
    if onlyDirectories { text = text.dropLast() }
    isName = !text.contains(UInt8(ascii: "/"))
    if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
    if text.isEmpty { return nil }
    var components: [Component] = []
    for part in text.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      if !isName, part.elementsEqual("**".utf8) {
        components.append(.anyDepth)
      } else if let tokens = Self.tokens(of: part, foldsCase: foldsCase) {
        components.append(.glob(tokens))
      } else {
        return nil
      }
    }
    self.components = components
    self.foldsCase = foldsCase
  }

  /// Whether the pattern is about the path with these components, relative to the ignore file's directory.
  func matches(_ path: ArraySlice<ArraySlice<UInt8>>, isDirectory: Bool) -> Bool {
    if onlyDirectories, !isDirectory { return false }
    guard let name = path.last else { return false }
    if isName, case .glob(let tokens)? = components.first { return matches(tokens, name) }
    return matches(components[...], path)
  }

  /// Every `**` may take any number of directories; going back to the latest one is enough.
  private func matches(_ pattern: ArraySlice<Component>, _ path: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    var pattern = pattern
    var rest = path
    var retry: (pattern: ArraySlice<Component>, path: ArraySlice<ArraySlice<UInt8>>)?
    while true {
      if case .anyDepth? = pattern.first {
        pattern = pattern.dropFirst()
        // At the end of a pattern it wants something below the directory.
        if pattern.isEmpty { return !rest.isEmpty }
        retry = (pattern, rest)
        continue
      }
      if pattern.isEmpty, rest.isEmpty { return true }
      if case .glob(let tokens)? = pattern.first, let name = rest.first, matches(tokens, name) {
        pattern = pattern.dropFirst()
        rest = rest.dropFirst()
        continue
      }
      guard let last = retry, !last.path.isEmpty else { return false }
      pattern = last.pattern
      rest = last.path.dropFirst()
      retry = (pattern, rest)
    }
  }

  private func matches(_ tokens: [Token], _ name: ArraySlice<UInt8>) -> Bool {
    var index = 0
    var position = name.startIndex
    var retry: (index: Int, position: Int)?
    while position < name.endIndex || index < tokens.count {
      if index < tokens.count {
        if case .anyRun = tokens[index] {
          index += 1
          retry = (index, position)
          continue
        }
        if position < name.endIndex, matches(tokens[index], name[position]) {
          index += 1
          position += 1
          continue
        }
      }
      guard let last = retry, last.position < name.endIndex else { return false }
      index = last.index
      position = last.position + 1
      retry = (index, position)
    }
    return true
  }

  private func matches(_ token: Token, _ byte: UInt8) -> Bool {
    switch token {
    case .byte(let expected): expected == (foldsCase ? byte.lowercased : byte)
    case .any, .anyRun: true
    case .oneOf(let set):
      set.contains(byte) || foldsCase && (set.contains(byte.lowercased) || set.contains(byte.uppercased))
    }
  }

  /// `nil` where a bracket or a backslash has nothing after it: git lets such a pattern match nothing.
  private static func tokens(of part: ArraySlice<UInt8>, foldsCase: Bool) -> [Token]? {
    var tokens: [Token] = []
    var rest = part
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "?"): tokens.append(.any)
      case UInt8(ascii: "*"):
        if case .anyRun? = tokens.last { continue }
        tokens.append(.anyRun)
      case UInt8(ascii: "["):
        guard let set = ByteClass(parsing: &rest) else { return nil }
        tokens.append(.oneOf(set))
      case UInt8(ascii: "\\"):
        guard let literal = rest.popFirst() else { return nil }
        tokens.append(.byte(foldsCase ? literal.lowercased : literal))
      default: tokens.append(.byte(foldsCase ? byte.lowercased : byte))
      }
    }
    return tokens
  }

  /// Spaces at the end do not count, unless a backslash makes them.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var position = line.startIndex
    while position < line.endIndex {
      if line[position] == UInt8(ascii: "\\"), position + 1 < line.endIndex { position += 1 }
      let isEscaped = position > line.startIndex && line[position - 1] == UInt8(ascii: "\\")
      position += 1
      if line[position - 1] != UInt8(ascii: " ") || isEscaped { end = position }
    }
    return line[..<end]
  }
}

/// A bracket expression: `[a-z]`, `[!x]`, `[[:digit:]]`.
struct ByteClass {
  private var members: Set<UInt8> = []
  private let isNegated: Bool

  /// Reads what follows the opening bracket, the closing one included; `nil` where there is none.
  init?(parsing text: inout ArraySlice<UInt8>) {
    isNegated = text.first == UInt8(ascii: "!") || text.first == UInt8(ascii: "^")
    if isNegated { text.removeFirst() }
    var isFirst = true
    while let byte = text.popFirst() {
      if byte == UInt8(ascii: "]"), !isFirst { return }
      isFirst = false
      if byte == UInt8(ascii: "["), text.first == UInt8(ascii: ":") {
        guard let named = Self.named(&text) else { return nil }
        members.formUnion(named)
        continue
      }
      guard let low = Self.literal(byte, &text) else { return nil }
      if text.first == UInt8(ascii: "-"), let next = text.dropFirst().first, next != UInt8(ascii: "]") {
        text.removeFirst(2)
        guard let high = Self.literal(next, &text) else { return nil }
        if low <= high { members.formUnion(low...high) }
      }
      // Also the start of a range that runs backwards: git has looked at it by itself before it sees the dash.
      members.insert(low)
    }
    return nil
  }

  func contains(_ byte: UInt8) -> Bool { members.contains(byte) != isNegated }

  private static func literal(_ byte: UInt8, _ text: inout ArraySlice<UInt8>) -> UInt8? {
    byte == UInt8(ascii: "\\") ? text.popFirst() : byte
  }

  /// The bytes of a POSIX class such as `[:digit:]`, of which the bracket is read already.
  private static func named(_ text: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard let end = text.dropFirst().firstIndex(of: UInt8(ascii: ":")), text[end...].starts(with: ":]".utf8) else {
      return nil
    }
    let name = String(decoding: text[(text.startIndex + 1)..<end], as: UTF8.self)
    text = text[(end + 2)...]
    let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    let lower = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
    let upper = Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    let visible = Array(UInt8(0x21)...0x7e)
    switch name {
    case "digit": return digits
    case "lower": return lower
    case "upper": return upper
    case "alpha": return lower + upper
    case "alnum": return lower + upper + digits
    case "punct": return visible.filter { !(lower + upper + digits).contains($0) }
    case "graph": return visible
    case "print": return visible + [0x20]
    case "blank": return [0x20, 0x09]
    case "space": return [0x20] + Array(0x09...0x0d)
    case "cntrl": return Array(0...0x1f) + [0x7f]
    case "xdigit":
      return digits + Array(UInt8(ascii: "a")...UInt8(ascii: "f")) + Array(UInt8(ascii: "A")...UInt8(ascii: "F"))
    default: return nil
    }
  }
}

extension UInt8 {
  fileprivate var lowercased: UInt8 { self >= 0x41 && self <= 0x5a ? self | 0x20 : self }
  fileprivate var uppercased: UInt8 { self >= 0x61 && self <= 0x7a ? self & 0xdf : self }
}
