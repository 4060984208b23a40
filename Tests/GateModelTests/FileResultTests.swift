import GateModel
import Testing

@Suite struct FileResultTests {
  @Test func `a file in two parts has the worse verdict and both times`() {
    let first: [RepositoryPath: FileResult] = [
      "a": FileResult(.passed, duration: .seconds(1)), "b": FileResult(.flaky), "c": FileResult(.passed),
    ]
    let second: [RepositoryPath: FileResult] = [
      "a": FileResult(.failed, duration: .seconds(2)), "b": FileResult(.passed, duration: .seconds(3)),
    ]
    #expect(
      FileResult.joined([first, nil, second]) == [
        "a": FileResult(.failed, duration: .seconds(3)), "b": FileResult(.flaky, duration: .seconds(3)),
        "c": FileResult(.passed),
      ])
    #expect(FileResult.joined([nil, nil]) == nil)
  }

  @Test func `only what passed at once is a pass of a file`() {
    var outcome = CheckOutcome(.failed)
    #expect(outcome.passedFiles == nil)
    outcome.fileResults = ["a": FileResult(.passed), "b": FileResult(.flaky), "c": FileResult(.failed)]
    #expect(outcome.passedFiles == ["a"])
  }
}
