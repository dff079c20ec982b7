print("kendall")
