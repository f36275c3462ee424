#include "app/commands.hpp"

int main(int count, char** arguments) { return xinglin::app::run_command_line(count, arguments); }
