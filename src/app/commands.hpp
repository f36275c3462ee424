#pragma once
// The words of the command line, one function each. They print Chinese sentences for the person at the terminal and
// answer the exit status: 0 done, 1 could not, 2 called wrongly.

#include "app/config.hpp"
#include "base/result.hpp"

#include <string>
#include <vector>

namespace xinglin::app {

/// One call of the program, read.
struct Invocation {
    Settings settings;
    std::string ready_file;  ///< serve, demo: where to write {url, pid, links…} once requests are answered
    bool prepare_only{false};  ///< demo: build the hospital, write the ready file, end
    std::string kind;        ///< import, export: organisations | people
    std::string file;        ///< import, export, backup, restore: the file or folder
    std::string sheet;       ///< import: which sheet of a workbook
    bool dry_run{false};
    bool accept_proposals{false};  ///< import: takes every proposal that waits for a person
    std::string answers;     ///< import: file of answers to open questions
    bool json{false};
    std::string format;      ///< export: xlsx csv csv_gb18030 national16, "" = by the name of the file
    std::string columns;     ///< export: names with commas, "" = the usual ones
    std::string people_kind;  ///< export: staff development member gone
    std::string state;       ///< export
    std::string purpose;     ///< export: given, values go out in clear once somebody else consents
    std::string request;     ///< export: number of what was asked for and consented to; jobs: number of the job
    std::string from;        ///< copy
    std::string to;
    std::string rule;        ///< check-vectors: the rule a file is for; empty: by its header line
    std::string role;        ///< invite
    std::string organisation;
    std::string name;
    std::string key_file;    ///< restore: the key that opens the backup
    std::string recovery_code;
};

int serve(Invocation const& call);
int demo(Invocation const& call);
int migrate(Invocation const& call);
int import_file(Invocation const& call);
int export_file(Invocation const& call);
int backup(Invocation const& call);
int restore(Invocation const& call);
int verify_audit(Invocation const& call);
int copy(Invocation const& call);
int openapi(Invocation const& call);
int invite(Invocation const& call);
int check_vectors(Invocation const& call);
int keys_command(Invocation const& call);
int jobs_command(Invocation const& call);
int doctor(Invocation const& call);
int duties_command(Invocation const& call);

/// Prints the sentence of a problem to standard error. @returns 1
int report(Problem const& problem);

/// Reads the arguments and runs the command they name. @returns the exit status
int run_command_line(int count, char const* const* arguments);

}  // namespace xinglin::app
