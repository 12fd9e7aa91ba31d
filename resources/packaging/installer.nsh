; What the program itself wrote into the registry goes with it; an update leaves it alone.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey HKCU "Software\Classes\latchkey"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "app.latchkey.Latchkey"
  ${endIf}
!macroend
