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

  package init(_ allowed: [SecretException] = [], baseline: RepositoryPath? = nil, today: CalendarDay) {
    self.allowed = allowed
    self.baseline = baseline ?? SecretBaseline.defaultPath
    self.today = today
  }

  /// The files that are read where the content has them, and nowhere else: what is not recorded silences nothing.
  func files(in content: any ContentSource) throws(CheckError) -> [RepositoryPath] {
    let files = [baseline, GitleaksIgnore.path, DetectSecretsBaseline.path, GitleaksConfiguration.path]
    guard try content.version(at: GitleaksConfiguration.path) != nil else { return files }
    var extended: [RepositoryPath] = []
    // What is wrong with it is said where it is used.
    _ = try? Self.gitleaks(in: content, extending: &extended)
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
    var all = allowed
    var list: SecretBaseline?
    var gitleaks: GitleaksConfiguration?
    do throws(SilencingError) {
      if key == nil, let bytes = try Self.bytes(of: baseline, in: content, limit: SecretBaseline.sizeLimit) {
        let read = try SecretBaseline(bytes, file: baseline)
        all += read.exceptions(in: baseline)
        list = read
      }
      if let bytes = try Self.bytes(of: GitleaksIgnore.path, in: content, limit: GitleaksIgnore.sizeLimit) {
        all += GitleaksIgnore.exceptions(bytes)
      }
      let known = DetectSecretsBaseline.path
      if let bytes = try Self.bytes(of: known, in: content, limit: DetectSecretsBaseline.sizeLimit) {
        all += try DetectSecretsBaseline.exceptions(bytes)
      }
      var extended: [RepositoryPath] = []
      gitleaks = try Self.gitleaks(in: content, extending: &extended)
    } catch {
      throw CheckError(error.description)
    }
    var exceptions = SecretExceptions(
      all, key: key ?? list?.key ?? [], baseline: list == nil ? nil : baseline, today: today)
    exceptions.gitleaks = gitleaks
    return exceptions
  }

  /// The rules of the project's own; `extended` gets the names of the files that their file builds upon, found or not.
  private static func gitleaks(
    in content: any ContentSource, extending extended: inout [RepositoryPath]
  ) throws(SilencingError) -> GitleaksConfiguration? {
    let limit = GitleaksConfiguration.sizeLimit
    guard let bytes = try bytes(of: GitleaksConfiguration.path, in: content, limit: limit) else { return nil }
    return try GitleaksConfiguration(bytes) { path throws(SilencingError) in
      extended.append(path)
      return try self.bytes(of: path, in: content, limit: limit)
    }
  }

  private static func bytes(
    of path: RepositoryPath, in content: any ContentSource, limit: Int
  ) throws(SilencingError) -> [UInt8]? {
    do throws(CheckError) {
      guard let version = try content.version(at: path), version.mode.isFile else { return nil }
      return try content.bytes(of: version.id, limit: UInt64(limit))
    } catch {
      throw SilencingError(error.message, in: path.description)
    }
  }

  /// What is to be said of exceptions that silence nothing, where `outcome` is the verdict on all of `content`.
  package func findingsOnUnused(
    beside outcome: CheckOutcome, in content: any ContentSource
  ) throws(CheckError) -> [Finding] {
    try exceptions(in: content).findingsOnUnused(beside: outcome.silenced)
  }
}
