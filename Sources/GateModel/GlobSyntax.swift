/// Compiles the text of a ``PathPattern``: bytes become atoms, braces are multiplied out, the rest is cut at its slashes.
struct GlobSyntax {
  /// Bounds that keep a hostile pattern from costing memory or time.
  private enum Limit {
    static let bytes = 4096
    static let alternatives = 1000
    static let atoms = 100_000
    static let depth = 20
  }

  /// A piece of the text and where it stood.
  private struct Atom {
    enum Content: Equatable {
      case token(GlobAlternative.Token)
      case slash
      case open
      case comma
      case close
    }

    var content: Content
    var offset: Int
  }

  private let text: [UInt8]
  private var position: Int

  /// The patterns that `text`, from `start` on, stands for.
  static func compile(_ text: [UInt8], from start: Int) throws(PathPattern.SyntaxError) -> [GlobAlternative] {
    if text.count > Limit.bytes { throw .init(message: "the pattern is longer than 4096 bytes", offset: Limit.bytes) }
    if text.count == start { throw .init(message: "the pattern is empty", offset: start) }
    var syntax = GlobSyntax(text: text, position: start)
    let atoms = try syntax.atoms()
    var next = 0
    // Most patterns have no braces.
    let expansions = atoms.contains { $0.content == .open } ? try expand(atoms, from: &next, depth: 0) : [atoms]
    var alternatives: [GlobAlternative] = []
    for expansion in expansions { alternatives.append(try compile(expansion, at: start)) }
    return alternatives
  }

  // MARK: - Atoms

  private mutating func atoms() throws(PathPattern.SyntaxError) -> [Atom] {
    var atoms: [Atom] = []
    atoms.reserveCapacity(text.count)
    var openBraces: [Int] = []
    while position < text.count {
      let offset = position
      let byte = text[position]
      position += 1
      let content: Atom.Content
      switch byte {
      case UInt8(ascii: "/"): content = .slash
      case UInt8(ascii: "*"): content = .token(.anyRun)
      case UInt8(ascii: "?"): content = .token(.anyByte)
      case UInt8(ascii: "["): content = .token(.oneOf(try set(openedAt: offset)))
      case UInt8(ascii: "{"):
        openBraces.append(offset)
        content = .open
      case UInt8(ascii: ",") where !openBraces.isEmpty: content = .comma
      case UInt8(ascii: "}"):
        if openBraces.popLast() == nil { throw .init(message: "\"}\" without \"{\"; write \"\\}\"", offset: offset) }
        content = .close
      case UInt8(ascii: "\\"):
        content = .token(.byte(try escaped(after: offset)))
      default: content = .token(.byte(byte))
      }
      atoms.append(Atom(content: content, offset: offset))
    }
    if let brace = openBraces.last { throw .init(message: "\"{\" is never closed", offset: brace) }
    return atoms
  }

  private mutating func escaped(after offset: Int) throws(PathPattern.SyntaxError) -> UInt8 {
    guard position < text.count else { throw .init(message: "nothing follows \"\\\"", offset: offset) }
    let byte = text[position]
    // A slash separates components however it is written.
    if byte == UInt8(ascii: "/") { throw .init(message: "\"/\" cannot be escaped", offset: offset) }
    position += 1
    return byte
  }

  /// The class whose `[` stood at `opening`, as POSIX writes it, with `!` or `^` to negate; never holds `/`.
  private mutating func set(openedAt opening: Int) throws(PathPattern.SyntaxError) -> ByteSet {
    var set = ByteSet()
    var isNegated = false
    if position < text.count, text[position] == UInt8(ascii: "!") || text[position] == UInt8(ascii: "^") {
      isNegated = true
      position += 1
    }
    let first = position
    while position < text.count {
      if text[position] == UInt8(ascii: "]"), position > first {
        position += 1
        if isNegated { set = set.inverted }
        set.remove(UInt8(ascii: "/"))
        return set
      }
      if try insertNamedClass(into: &set) { continue }
      let offset = position
      let lower = try setMember()
      if position + 1 < text.count, text[position] == UInt8(ascii: "-"), text[position + 1] != UInt8(ascii: "]") {
        position += 1
        let upper = try setMember()
        if lower > upper { throw .init(message: "the range in \"[…]\" runs backwards", offset: offset) }
        for byte in lower...upper { set.insert(byte) }
      } else {
        set.insert(lower)
      }
    }
    throw .init(message: "\"[\" is never closed", offset: opening)
  }

  private mutating func setMember() throws(PathPattern.SyntaxError) -> UInt8 {
    let offset = position
    var byte = text[position]
    position += 1
    if byte == UInt8(ascii: "\\") { byte = try escaped(after: offset) }
    if byte >= 0x80 {
      throw .init(message: "\"[…]\" takes ASCII characters only; write \"{…,…}\"", offset: offset)
    }
    return byte
  }

  /// Reads `[:alpha:]` and its like, if that is what follows.
  private mutating func insertNamedClass(into set: inout ByteSet) throws(PathPattern.SyntaxError) -> Bool {
    guard position + 1 < text.count, text[position] == UInt8(ascii: "["), text[position + 1] == UInt8(ascii: ":") else {
      return false
    }
    var end = position + 2
    while end < text.count, text[end] != UInt8(ascii: ":"), text[end] != UInt8(ascii: "]") { end += 1 }
    guard end + 1 < text.count, text[end] == UInt8(ascii: ":"), text[end + 1] == UInt8(ascii: "]") else { return false }
    let name = String(decoding: text[(position + 2)..<end], as: UTF8.self)
    guard let holds = NamedByteClass(rawValue: name) else {
      throw .init(message: "there is no class \"[:\(name):]\"", offset: position)
    }
    for byte in UInt8.min...0x7f where holds.contains(byte) { set.insert(byte) }
    position = end + 2
    return true
  }

  // MARK: - Braces

  /// The sequences that `atoms`, up to the end of the group that `next` is in, stand for.
  private static func expand(
    _ atoms: [Atom], from next: inout Int, depth: Int
  ) throws(PathPattern.SyntaxError) -> [[Atom]] {
    var done: [[Atom]] = []
    var current: [[Atom]] = [[]]
    while next < atoms.count {
      let atom = atoms[next]
      next += 1
      switch atom.content {
      case .token, .slash:
        for index in current.indices { current[index].append(atom) }
      case .comma:
        done += current
        current = [[]]
        if done.count >= Limit.alternatives { throw tooMany(at: atom.offset) }
      case .close:
        return done + current
      case .open:
        if depth == Limit.depth { throw .init(message: "the braces are nested too deeply", offset: atom.offset) }
        let group = try expand(atoms, from: &next, depth: depth + 1)
        let size = group.count * length(current) + current.count * length(group)
        if done.count + current.count * group.count > Limit.alternatives || size > Limit.atoms {
          throw tooMany(at: atom.offset)
        }
        current = current.flatMap { head in group.map { head + $0 } }
      }
    }
    return done + current
  }

  private static func length(_ sequences: [[Atom]]) -> Int {
    sequences.reduce(0) { $0 + $1.count }
  }

  private static func tooMany(at offset: Int) -> PathPattern.SyntaxError {
    .init(message: "the braces stand for more than \(Limit.alternatives) patterns", offset: offset)
  }

  // MARK: - Components

  private static func compile(_ atoms: [Atom], at start: Int) throws(PathPattern.SyntaxError) -> GlobAlternative {
    var parts = atoms.split(omittingEmptySubsequences: false) { $0.content == .slash }
    let isBelow = parts.count > 1 && parts[parts.count - 1].isEmpty
    if isBelow { parts.removeLast() }
    // A trailing slash does not anchor, one anywhere else does, and a leading one does nothing but that.
    let isAnchored = parts.count > 1
    if isAnchored, parts[0].isEmpty { parts.removeFirst() }

    var components: [GlobAlternative.Component] = isAnchored ? [] : [.anyDepth]
    for part in parts {
      guard let first = part.first else {
        throw .init(message: "a component of the pattern is empty", offset: atoms.first?.offset ?? start)
      }
      let component = component(part)
      if component == .literal([UInt8(ascii: ".")]) || component == .literal(Array("..".utf8)) {
        throw .init(message: "no path has the component \".\" or \"..\"; start at the root", offset: first.offset)
      }
      if component != .anyDepth || components.last != .anyDepth { components.append(component) }
    }
    if isBelow, components.last != .anyDepth { components.append(.anyDepth) }
    return GlobAlternative(components: components)
  }

  private static func component(_ atoms: ArraySlice<Atom>) -> GlobAlternative.Component {
    var tokens: [GlobAlternative.Token] = []
    tokens.reserveCapacity(atoms.count)
    for atom in atoms {
      guard case .token(let token) = atom.content else { continue }
      if token != .anyRun || tokens.last != .anyRun { tokens.append(token) }
    }
    if tokens == [.anyRun], atoms.count > 1 { return .anyDepth }
    if let bytes = literal(tokens[...]) { return .literal(bytes) }
    if tokens.first == .anyRun, let bytes = literal(tokens.dropFirst()) { return .ending(bytes) }
    return .glob(tokens)
  }

  private static func literal(_ tokens: ArraySlice<GlobAlternative.Token>) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tokens.count)
    for token in tokens {
      guard case .byte(let byte) = token else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
