package import GateModel
package import SecretScanning

/// Where the exceptions of a secrets check come from: gate.yml, and lists that the content under check holds.
package struct SecretSilencing: Sendable {
  /// The exceptions of gate.yml.
  private let allowed: [SecretException]
  /// Where the baseline lies.
  package let baseline: RepositoryPath
  /// Decides which exceptions have expired.
  private let today: CalendarDay
  private let readsLists: Bool

  package init(_ allowed: [SecretException] = [], baseline: RepositoryPath? = nil, today: CalendarDay) {
    self.allowed = allowed
    self.baseline = baseline ?? SecretBaseline.defaultPath
    self.today = today
    readsLists = true
  }

  private init(withoutLists today: CalendarDay) {
    allowed = []
    baseline = SecretBaseline.defaultPath
    self.today = today
    readsLists = false
  }

  /// No exception at all, whatever the content holds.
  package static func none(today: CalendarDay) -> SecretSilencing { SecretSilencing(withoutLists: today) }

  /// The files that are read where the content has them, and nowhere else: what is not recorded silences nothing.
  func files(in content: any ContentSource) throws(CheckError) -> [RepositoryPath] {
    if !readsLists { return [] }
    let files = [baseline, GitleaksIgnore.path, DetectSecretsBaseline.path, GitleaksConfiguration.path]
    guard try content.version(at: GitleaksConfiguration.path) != nil else { return files }
    var extended: [RepositoryPath] = []
    // What is wrong with it is said where it is used.
    _ = try? Self.gitleaks(extending: &extended) { path, limit throws(SilencingError) in
      try Self.bytes(of: path, in: content, limit: limit)
    }
    return files + extended
  }

  /// What verdicts depend on besides the files: gate.yml's exceptions, and the day where there is something that can expire.
  func definition(in content: any ContentSource) throws(CheckError) -> [String] {
    var definition = [baseline.description]
    definition += allowed.map {
      "\($0.origin) \($0.target) \($0.until?.description ?? "") \($0.owner ?? "") \($0.reason ?? "")"
    }
    var mayExpire = allowed.contains { $0.until != nil }
    if !mayExpire { mayExpire = try content.version(at: baseline) != nil }
    return definition + (mayExpire ? [today.description] : [])
  }

  /// All exceptions that are in force in `content`.
  ///
  /// - Parameter key: keys fingerprints in the place of the baseline, which is then left out.
  /// - Throws: `CheckError` with `file:line:column` where a list is not what it should be.
  package func exceptions(
    in content: any ContentSource, replacing key: [UInt8]? = nil
  ) throws(CheckError) -> SecretExceptions {
    do throws(SilencingError) {
      return try exceptions(replacing: key) { path, limit throws(SilencingError) in
        try Self.bytes(of: path, in: content, limit: limit)
      }
    } catch {
      throw CheckError(error.description, isMisuse: !error.isUnreadable)
    }
  }

  /// All exceptions that are in force where `read` tells what the lists hold: their bytes, `nil` where there is no such file. A
  /// list of more than that many bytes is a mistake.
  ///
  /// - Throws: `SilencingError` where a list is not what it should be.
  package func exceptions(
    replacing key: [UInt8]? = nil, reading read: (RepositoryPath, Int) throws(SilencingError) -> [UInt8]?
  ) throws(SilencingError) -> SecretExceptions {
    if !readsLists { return SecretExceptions(today: today) }
    var all = allowed
    var list: SecretBaseline?
    if key == nil, let bytes = try read(baseline, SecretBaseline.sizeLimit) {
      let found = try SecretBaseline(bytes, file: baseline)
      all += found.exceptions(in: baseline)
      list = found
    }
    if let bytes = try read(GitleaksIgnore.path, GitleaksIgnore.sizeLimit) { all += GitleaksIgnore.exceptions(bytes) }
    if let bytes = try read(DetectSecretsBaseline.path, DetectSecretsBaseline.sizeLimit) {
      all += try DetectSecretsBaseline.exceptions(bytes)
    }
    var extended: [RepositoryPath] = []
    let gitleaks = try Self.gitleaks(extending: &extended, reading: read)
    var exceptions = SecretExceptions(
      all, key: key ?? list?.key ?? [], baseline: list == nil ? nil : baseline, today: today)
    exceptions.gitleaks = gitleaks
    return exceptions
  }

  /// The rules of the project's own; `extended` gets the names of the files that their file builds upon, found or not.
  private static func gitleaks(
    extending extended: inout [RepositoryPath], reading read: (RepositoryPath, Int) throws(SilencingError) -> [UInt8]?
  ) throws(SilencingError) -> GitleaksConfiguration? {
    let limit = GitleaksConfiguration.sizeLimit
    guard let bytes = try read(GitleaksConfiguration.path, limit) else { return nil }
    return try GitleaksConfiguration(bytes) { path throws(SilencingError) in
      extended.append(path)
      return try read(path, limit)
    }
  }

  /// The bytes of a list that `content` holds, `nil` where it holds none.
  ///
  /// - Throws: `SilencingError` where it is longer than `limit`, or cannot be read.
  package static func bytes(
    of path: RepositoryPath, in content: any ContentSource, limit: Int
  ) throws(SilencingError) -> [UInt8]? {
    do throws(CheckError) {
      guard let version = try content.version(at: path), version.mode.isFile else { return nil }
      return try content.bytes(of: version.id, limit: UInt64(limit))
    } catch {
      var failure = SilencingError(error.message, in: path.description)
      failure.isUnreadable = true
      throw failure
    }
  }

  /// What is to be said of exceptions that silence nothing, where `outcome` is the verdict on all of `content`.
  package func findingsOnUnused(
    beside outcome: CheckOutcome, in content: any ContentSource
  ) throws(CheckError) -> [Finding] {
    try exceptions(in: content).findingsOnUnused(beside: outcome.silenced)
  }
}
