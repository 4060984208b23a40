import GateModel
import GitRepository
import Reporting
import SecretScanning

/// Looks for secrets in all that a repository holds: each version of each file once, and the messages of commits and tags.
struct SecretHistoryScan {
  /// Larger versions are named instead of scanned.
  private static let sizeLimit = 256 << 20
  /// More of what was not looked at is counted.
  private static let namedLimit = 20
  private static let shortLength = 10

  let scanner: SecretScanner
  /// What is known and stays, `nil` where only comments say so.
  var lists: SecretLists?
  var opensArchives = false

  /// What one object came to.
  private struct Scanned: Sendable {
    var scan = SecretScan()
    var failure: String?
  }

  private typealias Sweep = HistorySweep<Scanned>

  /// One secret, with all objects that hold it.
  private struct Secret: Hashable {
    var rule: String
    var fingerprint: String
    var path: RepositoryPath?

    init(_ finding: Finding) {
      rule = finding.rule
      fingerprint = finding.fingerprint ?? finding.message
      path = finding.path
    }
  }

  /// The outcome for the repository, and how many versions of files were looked at.
  func run(in repository: borrowing Repository) throws(CommandFailure) -> (outcome: CheckOutcome, count: Int) {
    do throws(GitError) {
      let sweep: Sweep = try repository.sweepHistory(limit: Self.sizeLimit) { bytes, path, _ in scan(bytes, path) }
      var located = try located(sweep, in: repository)
      let problems =
        sweep.hits.compactMap { hit in hit.result.failure.map { "\(hit.path ?? "a message"): \($0)" } }
        + sweep.omissions.map(Self.description)
      if problems.isEmpty, !repository.isShallow, let lists, lists.selectsEverything {
        located.findings += lists.exceptions.findingsOnUnused(beside: located.silenced, hasCommits: true)
      }
      if repository.isShallow { located.findings.append(Self.shallowness) }
      var outcome = CheckOutcome.judged(by: located.findings)
      if !problems.isEmpty {
        let rest = problems.count - Self.namedLimit
        let output =
          problems.prefix(Self.namedLimit).map { $0 + "\n" }.joined() + (rest > 0 ? "and \(rest) more\n" : "")
        let reason =
          "\(problems.count) \(problems.count == 1 ? "object was" : "objects were") not scanned: \(problems[0])"
        outcome = CheckOutcome(.errored, findings: located.findings, output: output, reason: reason)
      }
      outcome.silenced = located.silenced
      return (outcome, sweep.blobCount)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func scan(_ bytes: [UInt8], _ path: RepositoryPath?) -> Scanned? {
    // A message is no file that a list could name, and no archive.
    let place = path ?? RepositoryPath("message")
    do throws(CheckError) {
      var scan = try scanPlainly(bytes, place)
      if opensArchives, path != nil {
        scan = try ArchiveScan(scanPlainly).scan(bytes, at: place, besides: scan)
      }
      return scan.findings.isEmpty && scan.silenced.isEmpty ? nil : Scanned(scan: scan)
    } catch {
      return Scanned(failure: error.message)
    }
  }

  private func scanPlainly(_ bytes: [UInt8], _ path: RepositoryPath) throws(CheckError) -> SecretScan {
    do throws(SecretScanningError) {
      return try scanner.scan(bytes, path: path, with: lists?.exceptions)
    } catch {
      throw CheckError(error.description)
    }
  }

  /// What was found, each secret of a path once, where it first was.
  private func located(_ sweep: Sweep, in repository: borrowing Repository) throws(GitError) -> SecretScan {
    let blobs = sweep.hits.filter { !$0.isMessage && $0.result.failure == nil }
    let places = try repository.firstCommits(holding: blobs.map { ($0.id, $0.path ?? RepositoryPath(bytes: [])) })
    var told: [Secret: (order: Int, finding: Finding)] = [:]
    var known: [Secret: (order: Int, silenced: SilencedFinding)] = [:]
    for hit in blobs {
      let place = places[hit.id]
      let path = place?.path ?? hit.path
      let order = place?.order ?? .max
      for finding in hit.result.scan.findings {
        let located = Self.located(finding, of: hit.path, at: path)
        let secret = Secret(located)
        if let silenced = lists?.silenced(located, recordedBy: place?.commit) {
          if known[secret].map({ $0.order > order }) ?? true { known[secret] = (order, silenced) }
          continue
        }
        // Of one version the first place counts.
        if let first = told[secret], first.order <= order { continue }
        told[secret] = (order, Self.placed(located, place, of: hit.id))
      }
      for silenced in hit.result.scan.silenced {
        var silenced = silenced
        silenced.finding = Self.located(silenced.finding, of: hit.path, at: path)
        let secret = Secret(silenced.finding)
        if known[secret].map({ $0.order > order }) ?? true { known[secret] = (order, silenced) }
      }
    }
    var scan = SecretScan()
    scan.findings = told.values.map(\.finding)
    scan.silenced = known.values.map(\.silenced)
    for hit in sweep.hits where hit.isMessage {
      let place = try? repository.place(ofCommit: hit.id)
      scan.findings += hit.result.scan.findings.map { Self.placed($0, inMessageOf: hit.id, place) }
      scan.silenced += hit.result.scan.silenced.map { silenced in
        var silenced = silenced
        silenced.finding = Self.placed(silenced.finding, inMessageOf: hit.id, place)
        return silenced
      }
    }
    scan.findings.sort(by: Self.precedes)
    scan.silenced.sort { Self.precedes($0.finding, $1.finding) }
    return scan
  }

  /// `finding` under the path by which its commit called the file; in an archive with the member's name behind it.
  private static func located(_ finding: Finding, of old: RepositoryPath?, at path: RepositoryPath?) -> Finding {
    var finding = finding
    let member = finding.path?.bytes.dropFirst(old?.bytes.count ?? finding.path?.bytes.count ?? 0) ?? []
    finding.path = path.map { RepositoryPath(bytes: $0.bytes + member) }
    return finding
  }

  private static func placed(_ finding: Finding, _ place: HistoricPlace?, of blob: ObjectID) -> Finding {
    var finding = finding
    guard let place else {
      finding.severity = min(finding.severity, .warning)
      finding.message += ", in the object \(short(blob)), which no ref reaches"
      finding.help = "it is here only, and goes with `git reflog expire --expire=now --all && git gc --prune=now`"
      return finding
    }
    finding.message += ", first in commit \(description(of: place))"
    finding.help =
      "it stays in the history though later commits take it out; `git filter-repo --replace-text` takes it out of all"
    return finding
  }

  private static func placed(_ finding: Finding, inMessageOf id: ObjectID, _ place: HistoricPlace?) -> Finding {
    var finding = finding
    let line = finding.range.map { "on line \($0.line) of " } ?? "in "
    finding.path = nil
    finding.range = nil
    finding.message += ", \(line)the message of \(place.map { "commit " + description(of: $0) } ?? "tag \(short(id))")"
    finding.help = "`git rebase -i` with `reword` writes another message; `git filter-repo --replace-message` many"
    return finding
  }

  private static func description(of place: HistoricPlace) -> String {
    let day = place.date == 0 ? nil : CalendarDay(secondsSince1970: place.date).description
    let details = [day, place.author].compactMap { $0 }.joined(separator: ", ")
    return short(place.commit) + (details.isEmpty ? "" : " (\(details))")
  }

  private static func short(_ id: ObjectID) -> Substring { id.description.prefix(shortLength) }

  private static func description(of omission: Sweep.Omission) -> String {
    if let size = omission.size {
      return "\(omission.path.map(\.description) ?? "an object") (\(short(omission.id))) has \(size) bytes, "
        + "more than the limit of \(sizeLimit)"
    }
    let place = omission.path.flatMap { $0.bytes.isEmpty ? nil : " in \($0)" } ?? ""
    return
      "the object \(short(omission.id))\(place) is not here; `git fetch --refetch --no-filter` gets what a partial clone lacks"
  }

  private static let shallowness = Finding(
    rule: "not-scanned", severity: .warning,
    message: "this is a shallow clone: what lies before it was not searched for secrets", help: "git fetch --unshallow")

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    let paths = (left.path?.bytes ?? [], right.path?.bytes ?? [])
    if paths.0 != paths.1 { return paths.0.lexicographicallyPrecedes(paths.1) }
    let lines = (left.range?.line ?? 0, right.range?.line ?? 0)
    if lines.0 != lines.1 { return lines.0 < lines.1 }
    return (left.rule, left.message) < (right.rule, right.message)
  }
}
