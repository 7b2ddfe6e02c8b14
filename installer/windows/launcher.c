/* Starts the program: loads the Python beside it and gives it what was typed. Built twice, for the console and, with
   WINDOW defined, for the window, which has no console. */

#include <stdio.h>
#include <windows.h>

#define LONGEST 32768
#define MOST_ARGUMENTS 4096

typedef int (*PythonMain)(int, wchar_t **);

static int fail(const wchar_t *words)
{
#ifdef WINDOW
    MessageBoxW(NULL, words, L"年报填报台", MB_ICONERROR);
#else
    DWORD written;
    HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(errors, words, (DWORD)wcslen(words), &written, NULL))
        fwprintf(stderr, L"%ls\n", words);
#endif
    return 2;
}

/* What other programs set for a Python or a Qt of their own must not reach ours. */
static void forget_others(void)
{
    static const wchar_t *const names[] = {L"PYTHONHOME", L"PYTHONPATH", L"PYTHONSTARTUP", L"QT_PLUGIN_PATH",
                                           L"QT_QPA_PLATFORM_PLUGIN_PATH", L"QT_QPA_PLATFORMTHEME"};
    for (size_t number = 0; number < sizeof names / sizeof *names; number++)
        SetEnvironmentVariableW(names[number], NULL);
}

static int run(int count, wchar_t **typed)
{
    static wchar_t program[LONGEST], library[LONGEST], start[LONGEST];
    static wchar_t *arguments[MOST_ARGUMENTS];
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST);
    wchar_t *name = wcsrchr(program, L'\\');
    if (length == 0 || length >= LONGEST - 64 || name == NULL || count > MOST_ARGUMENTS - 8)
        return fail(L"程序所在的文件夹名太长，或者命令太长，请把程序放到短一些的文件夹里。");
    int folder = (int)(name - program);
    _snwprintf(library, LONGEST, L"%.*ls\\runtime\\python311.dll", folder, program);
    _snwprintf(start, LONGEST, L"%.*ls\\runtime\\start.py", folder, program);
    forget_others();
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    PythonMain python_main = python ? (PythonMain)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (python_main == NULL)
        return fail(L"程序文件不全（runtime\\python311.dll 打不开），请重新安装；被杀毒软件隔离的，请先放行。");
    int given = 0;
    arguments[given++] = program;
    arguments[given++] = L"-I";
    arguments[given++] = L"-X";
    arguments[given++] = L"utf8";
    arguments[given++] = start;
    for (int number = 1; number < count; number++)
        arguments[given++] = typed[number];
    return python_main(given, arguments);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE instance, HINSTANCE before, wchar_t *line, int shown)
{
    (void)instance, (void)before, (void)line, (void)shown;
    return run(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **typed)
{
    return run(count, typed);
}
#endif
