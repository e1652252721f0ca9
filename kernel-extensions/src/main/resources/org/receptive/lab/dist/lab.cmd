@echo off
rem Receptive, packed: starts the lab with nothing but a JDK. See bin\lab --help.
setlocal
for %%h in ("%~dp0..") do set "LAB_HOME=%%~fh"
set "JAVA=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA=%JAVA_HOME%\bin\java.exe"
set "MAJOR=0"
for /f "tokens=2" %%v in ('"%JAVA%" --version 2^>nul') do for /f "delims=.-+" %%m in ("%%v") do if %MAJOR%==0 call :first %%m
if %MAJOR% LSS 25 (
  echo lab: Java 25 is needed, and no JDK 25 or later was found in JAVA_HOME or on the PATH. 1>&2
  echo lab: Install one, for example Eclipse Temurin 25, or point JAVA_HOME at it. 1>&2
  exit /b 1
)
"%JAVA%" {{flags}} "-Dreceptive.home=%LAB_HOME%" -cp "%LAB_HOME%\lib\*" org.receptive.lab.Lab %*
exit /b %ERRORLEVEL%

:first
if %MAJOR%==0 set "MAJOR=%1"
exit /b 0
