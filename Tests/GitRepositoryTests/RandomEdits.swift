import GateModel
import GateTestSupport

/// Edits of a working tree as wild as a generator makes them, the same for the same seed.
struct RandomEdits {
  private enum Node {
    case file([String], executable: Bool)
    case link(String)
  }

  private static let names: [[UInt8]] =
    [
      "a", "b.txt", "-dash", "with space", "new\nline", "tab\tquote\"", "ünï", "a-b", "a.b", "back\\slash", "z",
    ].map { Array($0.utf8) } + [[0xff, 0xfe, 0x80], [0x01, 0x7f]]

  let repository: TestRepository
  private var generator: SeededGenerator
  private var nodes: [RepositoryPath: Node] = [:]
  private var counter = 0

  init(_ repository: TestRepository, seed: UInt64) {
    self.repository = repository
    generator = SeededGenerator(seed: seed)
  }

  /// Does `count` random things.
  mutating func run(_ count: Int) throws {
    for _ in 0..<count { try step() }
  }

  private mutating func step() throws {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0...3: try add()
    case 4, 5: try edit()
    case 6: if let path = anyPath() { try remove(path) }
    case 7: try chmod()
    case 8, 9: try rename()
    case 10: try put(somePath(), .link("target-\(Int.random(in: 0..<4, using: &generator))"))
    default: try changeType()
    }
  }

  private mutating func add() throws {
    let count = Int.random(in: 0...40, using: &generator)
    let lines = freshLines(count)
    try put(somePath(), .file(lines, executable: Int.random(in: 0..<5, using: &generator) == 0))
  }

  private mutating func edit() throws {
    guard let path = anyPath(), case .file(let lines, let executable) = nodes[path] else { return }
    try put(path, .file(edited(lines), executable: executable))
  }

  private mutating func chmod() throws {
    guard let path = anyPath(), case .file(let lines, let executable) = nodes[path] else { return }
    try put(path, .file(lines, executable: !executable))
  }

  private mutating func rename() throws {
    guard let path = anyPath(), let node = nodes[path] else { return }
    let target = somePath()
    try remove(path)
    switch node {
    case .file(let lines, let executable) where Bool.random(using: &generator):
      try put(target, .file(edited(lines), executable: executable))
    default: try put(target, node)
    }
  }

  private mutating func changeType() throws {
    guard let path = anyPath(), let node = nodes[path] else { return }
    switch node {
    case .file: try put(path, .link("elsewhere"))
    case .link: try put(path, .file(freshLines(5), executable: false))
    }
  }

  private mutating func edited(_ lines: [String]) -> [String] {
    var lines = lines
    let part = Int.random(in: 1...10, using: &generator)
    for index in lines.indices where Int.random(in: 0..<10, using: &generator) < part {
      lines[index] = freshLines(1)[0]
    }
    return lines + freshLines(Int.random(in: 0...3, using: &generator))
  }

  private mutating func freshLines(_ count: Int) -> [String] {
    (0..<count).map { _ in
      counter += 1
      return "line \(counter) " + String(repeating: "x", count: Int.random(in: 0...90, using: &generator))
    }
  }

  private mutating func anyPath() -> RepositoryPath? {
    nodes.keys.sorted().randomElement(using: &generator)
  }

  private mutating func somePath() -> RepositoryPath {
    var parts: [[UInt8]] = []
    for _ in 0...Int.random(in: 0...2, using: &generator) {
      parts.append(Self.names.randomElement(using: &generator) ?? [])
    }
    return RepositoryPath(bytes: parts.joined(separator: [UInt8(ascii: "/")]))
  }

  /// Puts a node in place of whatever is at its path, above or below it.
  private mutating func put(_ path: RepositoryPath, _ node: Node) throws {
    for other in nodes.keys where other != path && (other.isInside(path) || path.isInside(other)) { try remove(other) }
    if nodes[path] != nil { try remove(path) }
    switch node {
    case .file(let lines, let executable):
      try repository.write(path, bytes: Array(lines.map { $0 + "\n" }.joined().utf8), executable: executable)
    case .link(let target): try repository.link(path, to: target)
    }
    nodes[path] = node
  }

  private mutating func remove(_ path: RepositoryPath) throws {
    nodes[path] = nil
    try repository.remove(path)
    var directory = path.parent
    while let empty = directory, !empty.bytes.isEmpty {
      try repository.removeDirectoryIfEmpty(empty)
      directory = empty.parent
    }
  }
}
