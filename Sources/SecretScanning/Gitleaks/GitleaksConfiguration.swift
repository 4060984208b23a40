import DocumentTree
package import GateModel

/// `.gitleaks.toml`: rules of the project's own, and what no rule is to tell
/// (https://github.com/gitleaks/gitleaks#configuration, of 8.30).
///
/// gate's own rules stand in the place of the ones that come with gitleaks: `extend.disabledRules` and what a rule of such a
/// name adds to it concern gate's rules for the same provider.
package struct GitleaksConfiguration: Sendable {
  package static let path = RepositoryPath(".gitleaks.toml")
  /// A longer file is refused, in bytes.
  package static let sizeLimit = 1 << 20
  /// How many files may extend one another, as gitleaks has it.
  static let mostFiles = 3

  /// The rules, each id once.
  var rules: [GitleaksRule] = []
  /// Allowlists for all rules, gate's own included.
  var allowlists: [GitleaksAllowlist] = []
  /// Names of rules that are not applied, and where that is said.
  var disabled: [String: SourcePosition] = [:]
  /// Rules that have neither pattern nor path: what they say is for gate's rules of the same provider.
  var additions: [GitleaksRule] = []
  /// The keywords of all rules.
  private(set) var keywords = GitleaksKeywords([])

  /// The configuration that the file `path` holds, with those that it extends.
  ///
  /// - Parameter read: the bytes of a file, `nil` where there is none.
  /// - Throws: `SilencingError` at the first mistake.
  package init(
    _ bytes: [UInt8], path: RepositoryPath = path,
    read: (RepositoryPath) throws(SilencingError) -> [UInt8]?
  ) throws(SilencingError) {
    self = try Self.load(bytes, path, level: 1, read)
    let complete = rules.filter(\.isComplete)
    additions = rules.filter { !$0.isComplete }
    rules = complete
    try requireRules(path.description)
    let words = Set(rules.flatMap(\.keywords))
    guard words.reduce(0, { $0 + $1.count }) <= GitleaksKeywords.mostBytes else {
      throw SilencingError("more than \(GitleaksKeywords.mostBytes) bytes of keywords", in: path.description)
    }
    keywords = GitleaksKeywords(words)
  }

  private init() {}

  /// Whether it finds anything by itself.
  package var hasRules: Bool { !rules.isEmpty }

  private static func load(
    _ bytes: [UInt8], _ path: RepositoryPath, level: Int,
    _ read: (RepositoryPath) throws(SilencingError) -> [UInt8]?
  ) throws(SilencingError) -> GitleaksConfiguration {
    let decoder = GitleaksDecoder(file: path.description)
    let root: DocumentNode
    do throws(DocumentError) {
      root = try TOMLDocument.parse(bytes, limits: .init(size: sizeLimit))
    } catch {
      throw SilencingError(error, in: path.description)
    }
    let file = try decoder.decode(root)
    var configuration = GitleaksConfiguration()
    configuration.rules = file.rules
    configuration.disabled = file.disabled
    configuration.add(file.allowlists)
    // Without the rules that come with gitleaks one that is none is a mistake, and not an addition to one of them.
    if !file.extendsDefault, file.extended == nil, let rule = file.rules.first(where: { !$0.isComplete }) {
      throw decoder.error("rule `\(rule.id)` has neither `regex` nor `path`", rule.position)
    }
    guard let (name, position) = file.extended else { return configuration }
    guard level < mostFiles else { throw decoder.error("more than \(mostFiles) files extend one another", position) }
    let base = RepositoryPath(name.hasPrefix("./") ? String(name.dropFirst(2)) : name)
    guard let bytes = try read(base) else { throw decoder.error("there is no file \(base)", position) }
    configuration.extend(try load(bytes, base, level: level + 1, read))
    return configuration
  }

  /// Puts allowlists where they belong: to all rules, or to those that they name.
  private mutating func add(_ allowlists: [GitleaksAllowlist]) {
    for allowlist in allowlists {
      if allowlist.targets.isEmpty { self.allowlists.append(allowlist) }
      for target in allowlist.targets {
        if let index = rules.firstIndex(where: { $0.id == target }) {
          rules[index].allowlists.append(allowlist)
        } else {
          rules.append(GitleaksRule(id: target, position: allowlist.position, allowlists: [allowlist]))
        }
      }
    }
  }

  /// Takes over what `base` has and this does not: of a rule that both have, what is said here wins.
  private mutating func extend(_ base: GitleaksConfiguration) {
    for rule in base.rules where disabled[rule.id] == nil {
      if let index = rules.firstIndex(where: { $0.id == rule.id }) {
        rules[index] = rule.overridden(by: rules[index])
      } else {
        rules.append(rule)
      }
    }
    allowlists += base.allowlists
    disabled.merge(base.disabled) { first, _ in first }
  }

  private func requireRules(_ file: String) throws(SilencingError) {
    let known = Set(rules.map(\.id))
    for rule in rules {
      for required in rule.required where !known.contains(required.id) {
        throw SilencingError(
          "rule `\(rule.id)` requires `\(required.id)`, which there is not", in: file, at: rule.position)
      }
    }
  }
}
