/// Which stories a change belongs to, and what says so.
package struct StoryIdentification: Hashable, Sendable {
  /// What tells that a story is meant.
  package enum Reason: Hashable, Sendable {
    /// A file of the story changed.
    case path(RepositoryPath)
    /// A commit says so by the trailer `Story:`.
    case trailer(commit: String)
    /// The branch has its id in its name.
    case branch(String)
  }

  /// A story and what tells that it is meant, in order, each once.
  package struct Match: Hashable, Sendable {
    package var story: String
    package var reasons: [Reason]

    package init(story: String, reasons: [Reason]) {
      self.story = story
      self.reasons = reasons
    }
  }

  /// The stories in the order of gate.yml.
  package private(set) var matches: [Match] = []
  /// Changed files that belong to no story, in path order.
  package private(set) var strays: [RepositoryPath] = []
  /// Ids that a trailer names and gate.yml does not have, each once, with the commit.
  package private(set) var unknown: [(id: String, commit: String)] = []

  /// - Parameters:
  ///   - stories: those of gate.yml, in order.
  ///   - paths: the files that changed, also those that are gone.
  ///   - messages: the messages of the commits, with the names of these.
  ///   - branch: the name of the branch, `nil` where there is none.
  package init(
    stories: [Story], paths: [RepositoryPath], messages: [(commit: String, message: String)] = [], branch: String? = nil
  ) {
    var reasons: [String: [Reason]] = [:]
    for path in paths {
      let owners = stories.filter { $0.concerns(path) }
      if owners.isEmpty { strays.append(path) }
      for story in owners { reasons[story.id, default: []].append(.path(path)) }
    }
    let known = Set(stories.map(\.id))
    for (commit, message) in messages {
      for id in Self.trailers(in: message) {
        if known.contains(id) {
          reasons[id, default: []].append(.trailer(commit: commit))
        } else if !unknown.contains(where: { $0.id == id }) {
          unknown.append((id, commit))
        }
      }
    }
    if let branch {
      for story in stories where Self.names(branch, story.id) { reasons[story.id, default: []].append(.branch(branch)) }
    }
    matches = stories.compactMap { story in reasons[story.id].map { Match(story: story.id, reasons: $0) } }
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.matches == right.matches && left.strays == right.strays && left.unknown.elementsEqual(right.unknown, by: ==)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(matches) }

  /// The ids that the last paragraph of a commit message gives by `Story: 1.3` or `Story: 1.3, 1.4` (git-interpret-trailers(1)).
  package static func trailers(in message: String) -> [String] {
    let lines = message.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      Substring($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0)
    }
    let isBlank = { (line: Substring) in line.allSatisfy { $0 == " " || $0 == "\t" } }
    let body = lines.reversed().drop(while: isBlank).prefix { !isBlank($0) }.reversed()
    // A message of one paragraph is all subject.
    guard lines.dropLast(body.count).contains(where: { !isBlank($0) }) else { return [] }
    var ids: [String] = []
    for line in body {
      guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "story" else { continue }
      for word in line[line.index(after: colon)...].split(whereSeparator: { ", \t".contains($0) }) {
        let id = String(word.drop { $0 == "#" })
        if !id.isEmpty, !ids.contains(id) { ids.append(id) }
      }
    }
    return ids
  }

  /// Whether the id stands in a branch's name as a word: `story/1.3`, `feature/story-1.3-search`.
  static func names(_ branch: String, _ id: String) -> Bool {
    let (branch, id) = (Array(branch.lowercased().utf8), Array(id.lowercased().utf8))
    guard !id.isEmpty, branch.count >= id.count else { return false }
    // `1.3` is part of neither `11.3` nor `1.3.1` nor `1.30`; a lone number is any number.
    let isPart = { (byte: UInt8) in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: ".") || byte >= 0x80
    }
    let isLoneNumber = id.allSatisfy { (0x30...0x39).contains($0) }
    let word = Array("story".utf8)
    for start in 0...(branch.count - id.count) where branch[start...].starts(with: id) {
      let end = start + id.count
      if start > 0, isPart(branch[start - 1]) { continue }
      if end < branch.count, isPart(branch[end]) { continue }
      let before = branch[..<max(0, start - 1)]
      if !isLoneNumber || before.suffix(word.count).elementsEqual(word) { return true }
    }
    return false
  }
}
