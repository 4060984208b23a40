import Digests
package import GateModel

/// Tests whose files a project names itself, beside what another stack knows, if any does.
///
/// Without one, what fits the right side of a rule is a test; what fits no rule, and what has a rule and no test, affects every
/// test. A rule without tests takes its files out.
package struct MappedStack: SourceStack {
  private let map: TestMap
  private let root: RepositoryPath
  private let base: (any SourceStack)?

  /// - Parameters:
  ///   - root: the directory that the patterns are meant from.
  ///   - base: what else is known of the tests.
  package init(
    _ map: TestMap, in root: RepositoryPath = RepositoryPath(bytes: []), over base: (any SourceStack)? = nil
  ) {
    self.map = map
    self.root = root
    self.base = base
  }

  package var mark: String {
    let rules = map.rules.map { ([$0.source] + $0.tests).map(\.text).joined(separator: "\u{1}") }
    let digest = Digest160.of(root.bytes + rules.joined(separator: "\u{2}").utf8).prefix(8)
    return "map 1 " + digest.map { String($0, radix: 16) }.joined(separator: "-") + (base.map { " " + $0.mark } ?? "")
  }

  package func role(of path: RepositoryPath) -> FileRole {
    let local = path.below(root)
    if let base {
      let role = base.role(of: path)
      return role == .data && local.map(hasNoTest) == true ? .document : role
    }
    guard let local else { return OtherFiles.role(of: path) }
    if isTest(local) { return .test }
    if map.rules.contains(where: { !$0.tests.isEmpty && $0.source.matches(local) }) { return .module }
    if hasNoTest(local) { return .document }
    let role = OtherFiles.role(of: path)
    // Nothing else tells who reads it, or which tests a source has.
    return role == .data || role == .document && OtherFiles.isSource(path) ? .configuration : role
  }

  private func isTest(_ path: RepositoryPath) -> Bool {
    map.rules.contains { $0.tests.contains { $0.matches(path) } }
  }

  private func hasNoTest(_ path: RepositoryPath) -> Bool {
    map.rules.contains { $0.tests.isEmpty && $0.source.matches(path) }
  }

  package func reason(forAll path: RepositoryPath) -> String {
    base?.reason(forAll: path)
      ?? (OtherFiles.role(of: path) == .configuration ? "decides how tests run" : "fits no pattern of `map`")
  }

  package func hasFacts(_ path: RepositoryPath) -> Bool { base?.hasFacts(path) ?? false }

  package func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    base?.facts(of: bytes, at: path) ?? FileFacts()
  }

  package func linker(
    for index: FileIndex, roles: [FileRole], declarations: [Declaration]
  ) -> any SourceLinker {
    MappedLinker(map, index, root, base: base?.linker(for: index, roles: roles, declarations: declarations))
  }

  package func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    if path.below(root).map(isTest) == true { return nil }
    return base.map { $0.words(of: facts, at: path) } ?? []
  }

  package func words(for path: RepositoryPath, directories: [String]) -> [String]? {
    base.map { $0.words(for: path, directories: directories) } ?? []
  }
}

/// Finds the files whose tests a file is.
private struct MappedLinker: SourceLinker {
  private struct Rule {
    var test: PathTemplate
    /// By what the placeholders of `test` stand for.
    var sources: [[[UInt8]]: [Int]]
  }

  private let index: FileIndex
  private let root: RepositoryPath
  private let base: (any SourceLinker)?
  private let rules: [Rule]
  /// Sources of which no test is there: any may be theirs.
  private let lone: [Int]
  /// More of them are not written out for each test.
  private static let loneLimit = 64

  init(_ map: TestMap, _ index: FileIndex, _ root: RepositoryPath, base: (any SourceLinker)?) {
    self.index = index
    self.root = root
    self.base = base
    rules = map.rules.flatMap { rule in
      let found = rule.tests.isEmpty ? [] : index.table.paths.map { $0.below(root).map(rule.source.values) ?? [] }
      return rule.tests.map { test in
        let places = test.placeholders.compactMap { rule.source.placeholders.firstIndex(of: $0) }
        var sources: [[[UInt8]]: [Int]] = [:]
        for (file, matches) in found.enumerated() {
          for values in matches { sources[places.map { values[$0] }, default: []].append(file) }
        }
        return Rule(test: test, sources: sources)
      }
    }
    lone = base == nil ? Self.lone(rules, index, root) : []
  }

  private static func lone(_ rules: [Rule], _ index: FileIndex, _ root: RepositoryPath) -> [Int] {
    var hasTest: [Int: Bool] = [:]
    for rule in rules {
      var found: Set<[[UInt8]]> = []
      for (file, path) in index.table.paths.enumerated() where !index.table.isGone(file) {
        if let path = path.below(root) { found.formUnion(rule.test.values(in: path)) }
      }
      for (values, sources) in rule.sources {
        for source in sources { hasTest[source] = hasTest[source] == true || found.contains(values) }
      }
    }
    return hasTest.filter { !$0.value && !index.table.isGone($0.key) }.map(\.key).sorted()
  }

  func role(of file: Int, _ role: FileRole) -> FileRole { base?.role(of: file, role) ?? role }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = base?.links(of: file, facts) ?? FileLinks()
    guard let path = index.table.paths[file].below(root) else { return links }
    var isTest = false
    for rule in rules {
      for values in rule.test.values(in: path) {
        links.links += (rule.sources[values] ?? []).map { FileLink($0, .names) }
        isTest = true
      }
    }
    if isTest, lone.count <= Self.loneLimit { links.links += lone.map { FileLink($0, .place) } }
    if isTest, lone.count > Self.loneLimit { links.isOpaque = true }
    return links
  }
}
