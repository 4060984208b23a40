import GateModel

/// Says whether an expression is true of the environments of a group.
struct PolicyJudge {
  /// A key that was looked up.
  struct Found {
    /// The file that sets it, or that should.
    var file: EnvironmentFile
    var range: SourceRange
    /// As the policy names it.
    var key: String
    /// As the file names it.
    var name: String
    /// `nil` where nothing is set.
    var setting: EnvironmentSetting?

    /// What the key is, in words.
    var fact: String {
      let name = FlagFindings.shown(key)
      guard let setting else { return "`\(name)` is not set" }
      return setting.shown.map { "`\(name)` is \($0)" } ?? "`\(name)` is another text"
    }
  }

  enum Judgement {
    case holds
    /// The keys whose values are to blame.
    case broken([Found])
    /// It depends on what the files do not tell.
    case unknown
  }

  let group: EnvironmentGroup
  /// The environment that keys are about which name none, `nil` where every key names one.
  let own: EnvironmentFile?

  func judgement(of expression: EnvironmentPolicy.Expression) -> Judgement {
    if case .not(let inner) = expression { return negated(inner) }
    if case .all(let parts) = expression { return all(parts.map(judgement)) }
    if case .any(let parts) = expression { return any(parts.map(judgement)) }
    switch truth(of: expression) {
    case .none: return .unknown
    case .some(true): return .holds
    case .some(false): return .broken(expression.keys.map(found))
    }
  }

  /// Broken where one part is; of several, by the first.
  private func all(_ parts: [Judgement]) -> Judgement {
    var isUnknown = false
    for part in parts {
      switch part {
      case .broken: return part
      case .unknown: isUnknown = true
      case .holds: continue
      }
    }
    return isUnknown ? .unknown : .holds
  }

  private func any(_ parts: [Judgement]) -> Judgement {
    var blamed: [Found] = []
    var isUnknown = false
    for part in parts {
      switch part {
      case .holds: return .holds
      case .unknown: isUnknown = true
      case .broken(let found): blamed += found
      }
    }
    return isUnknown ? .unknown : .broken(blamed)
  }

  private func negated(_ inner: EnvironmentPolicy.Expression) -> Judgement {
    switch inner {
    case .not(let double): return judgement(of: double)
    // De Morgan's laws, so that only those are blamed who are.
    case .all(let parts): return any(parts.map(negated))
    case .any(let parts): return all(parts.map(negated))
    default:
      switch truth(of: inner) {
      case .none: return .unknown
      case .some(false): return .holds
      case .some(true): return .broken(inner.keys.map(found))
      }
    }
  }

  // MARK: - Values

  /// The truth of an expression without parts, `nil` where it is not known.
  private func truth(of expression: EnvironmentPolicy.Expression) -> Bool? {
    switch expression {
    case .value(let operand):
      return value(of: operand).map { $0 == .boolean(true) }
    case .exists(let key):
      let setting = found(key).setting
      if case .null = setting?.value { return false }
      return setting != nil
    case .compare(let left, let comparison, let right):
      guard let left = value(of: left), let right = value(of: right) else { return nil }
      return Self.compare(left, comparison, right)
    case .contained(let operand, let literals):
      return value(of: operand).map { value in literals.contains { Value($0) == value } }
    case .matches(let operand, let glob):
      guard let value = value(of: operand) else { return nil }
      return value.text.map { KeyPattern.matches(glob, $0) } ?? false
    case .any, .all, .not: return nil
    }
  }

  /// What can be compared.
  private enum Value: Hashable {
    case missing
    case boolean(Bool)
    case number(Double)
    case text(String)
    /// A section or a list, equal to nothing.
    case composed

    init(_ literal: EnvironmentPolicy.Literal) {
      switch literal {
      case .null: self = .missing
      case .boolean(let value): self = .boolean(value)
      case .number(let value): self = .number(value)
      case .text(let value): self = .text(value)
      }
    }

    /// The text that a pattern is held against.
    var text: String? {
      switch self {
      case .text(let text): text
      case .boolean(let value): value.description
      case .number(let value):
        value == value.rounded() && value.magnitude < 1e15 ? Int(value).description : value.description
      case .missing, .composed: nil
      }
    }
  }

  private static func compare(_ left: Value, _ comparison: EnvironmentPolicy.Comparison, _ right: Value) -> Bool {
    switch comparison {
    case .equal: return left == right && left != .composed
    case .unequal: return left != right || left == .composed
    case .less, .atMost, .greater, .atLeast:
      // What is no number has no order, and so breaks the policy.
      guard case .number(let left) = left, case .number(let right) = right else { return false }
      return switch comparison {
      case .less: left < right
      case .atMost: left <= right
      case .greater: left > right
      default: left >= right
      }
    }
  }

  private func value(of operand: EnvironmentPolicy.Operand) -> Value? {
    switch operand {
    case .literal(let literal): return Value(literal)
    case .key(let key):
      let found = found(key)
      guard let setting = found.setting else { return found.file.isReadable ? .missing : nil }
      switch setting.value {
      case .boolean(let value): return .boolean(value)
      case .number(let value): return .number(value)
      case .text(let value): return .text(value)
      case .null: return .missing
      case .section, .list: return .composed
      case .open: return nil
      }
    }
  }

  /// Where a key is set, or should be: a first name that is an environment's is that environment.
  private func found(_ key: EnvironmentPolicy.Key) -> Found {
    let first = String(key.name.prefix { $0 != "." })
    var (file, name) = (own, key.name)
    if key.name.utf8.count > first.utf8.count, own?[first] == nil, let other = group.file(of: first) {
      (file, name) = (other, String(key.name.dropFirst(first.count + 1)))
    }
    guard let file = file ?? group.files.first else {
      // A group has a file, or nobody judges it.
      return Found(file: EnvironmentFile.none, range: SourceRange(line: 1), key: key.name, name: name)
    }
    let place = group.setting(name, in: file)
    return Found(
      file: place?.file ?? file, range: place?.setting.valueRange ?? file.place(ofMissing: name), key: key.name,
      name: name, setting: place?.setting)
  }
}

extension EnvironmentFile {
  fileprivate static let none = EnvironmentFile(
    path: RepositoryPath(bytes: []), prefix: "", environment: "", isShared: false, isReadable: false)
}
