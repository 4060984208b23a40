import Foundation
import GateModel
import GateTestSupport
import Testing

/// Where `gate check` puts its reports.
@Suite struct CIOutputTests {
  private func repository() throws -> TestRepository {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  lint: { run: \"echo '::error::not mine'; false\", files: \"*.txt\" }\n")
    try repository.write("a.txt", "a\n")
    try repository.git("add", ".")
    try repository.commit("a")
    return repository
  }

  private func text(_ path: LocalPath) throws -> String {
    try String(contentsOfFile: path.description, encoding: .utf8)
  }

  @Test func `one run writes as many reports as are asked for`() throws {
    let repository = try repository()
    let folder = repository.surroundings
    let run = try repository.gate(
      "check", "--all", "--report", "sarif=\(folder)/a.sarif", "--report", "junit=../b.xml", "--report",
      "gitlab=../c.json", "--report", "checkstyle=../d.xml", "--report", "json=../e=f.json")
    #expect(run.status == 1 && run.output.contains("1 check failed"), "\(run.everything)")
    #expect(try text(folder.appending("a.sarif")).contains("\"version\": \"2.1.0\""))
    #expect(try text(folder.appending("b.xml")).contains("<testsuites "))
    #expect(try text(folder.appending("c.json")).contains("\"check_name\": \"lint/exit-status\""))
    #expect(try text(folder.appending("d.xml")).contains("<checkstyle "))
    #expect(try text(folder.appending("e=f.json")).contains("\"gate-report\""))
  }

  @Test func `with an output file nothing is printed`() throws {
    let repository = try repository()
    let run = try repository.gate("check", "--all", "--format", "json", "--output", "../report.json")
    #expect(run.status == 1 && run.everything.isEmpty, "\(run.everything)")
    #expect(try text(repository.surroundings.appending("report.json")).contains("\"exit\": 1"))
  }

  @Test func `a report that cannot be written is never taken for one that was`() throws {
    let repository = try repository()
    let run = try repository.gate("check", "--all", "--report", "sarif=missing/a.sarif")
    #expect(run.status == 3 && run.errors.contains("the sarif report"), "\(run.everything)")
  }

  @Test(arguments: [["--report", "sarif"], ["--report", "nosuch=a"], ["--report", "json="], ["--output", ""]])
  func `a report without a format or a file is misuse`(arguments: [String]) throws {
    #expect(try repository().gate(["check", "--all"] + arguments).status == 2)
  }

  @Test func `two reports in one file are misuse`() throws {
    let run = try repository().gate("check", "--all", "--report", "sarif=a", "--report", "junit=a")
    #expect(run.status == 2)
  }

  @Test func `GitHub gets annotations, a summary, and no command that a tool made up`() throws {
    let repository = try repository()
    let summary = repository.surroundings.appending("summary.md")
    try Data("before\n".utf8).write(to: URL(filePath: summary.description))
    let variables = ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": summary.description]
    let run = try repository.gate("check", "--ci", adding: variables)
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map(String.init)
    let stop = try #require(lines.first)
    #expect(stop.hasPrefix("::stop-commands::gate-"))
    let word = stop.dropFirst("::stop-commands::".count)
    let end = try #require(lines.firstIndex(of: "::\(word)::"))
    let annotations = lines[(end + 1)...]
    #expect(annotations.count == 1 && annotations.first?.hasPrefix("::error title=lint") == true, "\(run.output)")
    let page = try text(summary)
    #expect(
      page.hasPrefix("before\n### gate: 1 check failed") && page.contains("| lint | failed | 1 | run |"), "\(page)")

    let json = try repository.gate("check", "--ci", "--format", "json", adding: variables)
    #expect(json.output.hasPrefix("{") && json.output.hasSuffix("}\n"))
    let byHand = try repository.gate("check", "--all", adding: variables)
    #expect(!byHand.output.contains("::stop-commands"))
  }

  @Test func `Azure Pipelines gets its own commands, and none that a tool made up`() throws {
    let repository = try TestRepository.gated(
      "version: 1\nchecks:\n  lint: { run: \"echo '##vso[task.setvariable variable=a]b'; false\", files: \"*.txt\" }\n",
      files: ["a.txt": "a\n"])
    let run = try repository.gate("check", "--ci", adding: ["TF_BUILD": "True"])
    #expect(run.status == 1 && run.output.contains("## vso[task.setvariable"), "\(run.everything)")
    let commands = run.output.split(separator: "\n").filter { $0.contains("##vso[") }
    #expect(commands.count == 1 && commands.first?.hasPrefix("##vso[task.logissue type=error;code=lint") == true)
    let byHand = try repository.gate("check", "--all", adding: ["TF_BUILD": "True"])
    #expect(!byHand.output.contains("task.logissue"))
  }
}
