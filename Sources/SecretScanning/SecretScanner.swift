package import GateModel

/// Looks for credentials in bytes.
///
/// In three stages: the anchors of all rules are found at once; around each, the rule's own matcher tells the exact extent;
/// then placeholders, checksums, structure and context decide. Bytes are never split into lines, and neither NUL bytes nor invalid
/// UTF-8 nor UTF-16 stop the search. One scanner may be used by many threads at once; its result depends on bytes and path
/// alone.
package struct SecretScanner: Sendable {
  let rules: [SecretRule]
  /// The same, one plan a rule.
  let plans: [RulePlan]
  /// The same, to be asked for each hit without a reference counted.
  let borrowedPlans: [Unmanaged<RulePlan>]
  let ranks: [SecretRule.Rank]
  /// The numbers of the rules that look at files of a name.
  let fileRules: [Int]
  let fingerprintKey: [UInt8]
  var index: AnchorIndex
  let vault: SecretVault?

  /// - Parameters:
  ///   - rules: What to look for.
  ///   - disabled: Ids of rules that are left out.
  ///   - fingerprintKey: Keys the fingerprints, per repository: equal keys give equal fingerprints for equal secrets.
  ///   - store: Where the compiled anchors are kept for later runs.
  ///   - vault: Where what is found is kept for this process; `nil`, as everywhere but for validation, for nowhere.
  /// - Throws: `SecretScanningError.unknownRules` when `disabled` names what no rule is called.
  package init(
    rules: [SecretRule] = SecretRule.all, disabled: Set<String> = [], fingerprintKey: [UInt8] = [],
    store: (any AnchorStore)? = nil, vault: SecretVault? = nil
  ) throws(SecretScanningError) {
    let unknown = disabled.subtracting(rules.map(\.id)).subtracting(SecretRule.all.map(\.id))
    guard unknown.isEmpty else { throw .unknownRules(unknown.sorted()) }
    let enabled = rules.filter { !disabled.contains($0.id) }
    self.rules = enabled
    plans = enabled.map { RulePlan($0) }
    borrowedPlans = plans.map { Unmanaged.passUnretained($0) }
    ranks = enabled.map { $0.rank }
    fileRules = enabled.indices.filter { if case .file = enabled[$0].match { true } else { false } }
    self.fingerprintKey = fingerprintKey
    self.vault = vault
    index = AnchorIndex(rules: enabled, store: store)
  }

  /// The secrets in `bytes`, in order; `path` decides how values without quotes are read, and goes into the findings.
  ///
  /// Each occurrence is one finding, by the most specific rule. What a comment allows is left out. Where a rule met a limit
  /// on work, a finding `secret-scan-incomplete` says so.
  ///
  /// - Throws: `SecretScanningError` if nothing can be said about the content.
  package func scan(_ bytes: [UInt8], path: RepositoryPath) throws(SecretScanningError) -> [Finding] {
    try scan(bytes, path: path, with: nil).findings
  }

  /// The same with `exceptions` in force, and what they and comments silence beside it.
  ///
  /// - Parameters:
  ///   - exceptions: their key is that of the fingerprints.
  ///   - commit: the commit that recorded the content, in hexadecimal digits, where one is looked at.
  package func scan(
    _ bytes: [UInt8], path: RepositoryPath, with exceptions: SecretExceptions?, commit: String? = nil
  ) throws(SecretScanningError) -> SecretScan {
    let judge = SecretJudge(exceptions, path: path, commit: commit)
    var stream = SecretStream(scanner: self, path: path)
    stream.judge = judge
    try stream.append(bytes)
    var result = try stream.result()
    if let exceptions { try addOwnFindings(in: bytes, path: path, with: exceptions, commit: commit, to: &result) }
    return result
  }

  /// Adds to `result`, which gate's rules found in all of `bytes`, what the rules of the project's own find there.
  package func addOwnFindings(
    in bytes: [UInt8], path: RepositoryPath, with exceptions: SecretExceptions, commit: String? = nil,
    to result: inout SecretScan
  ) throws(SecretScanningError) {
    guard let gitleaks = exceptions.gitleaks, gitleaks.hasRules else { return }
    let own = GitleaksFindings(
      configuration: gitleaks, text: GitleaksText(TextEncoding.normalized(bytes), path: path, commit: commit),
      judge: SecretJudge(exceptions, path: path, commit: commit), key: exceptions.key)
    try own.add(to: &result)
  }

  /// What is said where a scan met a limit on its work.
  func incompleteness(_ progress: ScanProgress, in path: RepositoryPath) -> [Finding] {
    var messages = progress.incomplete.sorted().map { rule in
      "rule \(rules[rule].id) did not look at the whole file: too many places look like what it finds"
    }
    if progress.isDecodingCutShort {
      messages.append(
        "not all encoded text in the file was looked into: encodings are piled up, or overlap each other")
    }
    return messages.map { message in
      Finding(
        rule: "secret-scan-incomplete", severity: .error, message: message, path: path,
        help: "Split the file, exclude it from the check, or disable the rule.")
    }
  }
}
